import { ACTIONS, type Action, ALL_ACTIONS } from './action';

/** The roles that every hub has; others are made of actions by its people. */
export const BUILT_IN_ROLES = ['viewer', 'operator', 'editor', 'admin', 'fleet-admin', 'auditor'] as const;
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

const areas = (...names: string[]) => ALL_ACTIONS.filter((action) => names.includes(action.split('.')[0] ?? ''));
const reads = (actions: readonly Action[]) => actions.filter((action) => ACTIONS[action] === 'read');

/** What is in the fleet, and how it fares. */
const VIEW: readonly Action[] = [
  ...reads(areas('live', 'clusters', 'topology', 'objects', 'federation', 'notifications')),
  'gateway.logs',
];
/** What keeps a running application running, and can be undone. */
const OPERATE: Action[] = [
  'objects.previewAction',
  'objects.act',
  'objects.previewDrain',
  'objects.drain',
  'objects.cancelDrain',
];
/** What an application is. */
const EDIT: readonly Action[] = [
  ...areas('objects', 'topology', 'federation'),
  ...(['gateway.exec', 'gateway.portForward', 'gateway.proxy'] as const),
];
/** Who may do what here, and how the hub knows a member. */
const ADMINISTER: Action[] = [
  ...(['teams.people', 'teams.grants', 'teams.grant', 'teams.revoke', 'teams.decide'] as const),
  ...(['teams.machines', 'teams.createService', 'teams.disableMachine', 'teams.grantsOf'] as const),
  ...(['teams.tokensOf', 'teams.createTokenFor', 'teams.endToken'] as const),
  ...(['teams.addMember', 'teams.removeMember', 'clusters.edit', 'clusters.setState'] as const),
  ...areas('notifications', 'gateway'),
  ...(['audit.list', 'audit.get', 'audit.export'] as const),
  ...(['audit.recordings', 'audit.recording', 'audit.recordingPart'] as const),
];

const unique = (...lists: readonly (readonly Action[])[]): readonly Action[] => [...new Set(lists.flat())];

/** Each of the first four holds all that stands before it. */
export const ROLE_ACTIONS: Readonly<Record<BuiltInRole, readonly Action[]>> = {
  viewer: VIEW,
  operator: unique(VIEW, OPERATE),
  editor: unique(VIEW, OPERATE, EDIT),
  admin: unique(VIEW, OPERATE, EDIT, ADMINISTER),
  'fleet-admin': ALL_ACTIONS,
  auditor: unique(VIEW, reads(areas('audit', 'teams'))),
};

const FROM_THE_LEAST = BUILT_IN_ROLES.toSorted((a, b) => ROLE_ACTIONS[a].length - ROLE_ACTIONS[b].length);

/** The built-in role that holds an action and little else: what one has to ask for. */
export const smallestRole = (action: Action): BuiltInRole =>
  FROM_THE_LEAST.find((role) => ROLE_ACTIONS[role].includes(action)) ?? 'fleet-admin';
