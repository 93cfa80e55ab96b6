/** The ladder of roles, and the auditor beside it. */
export const LADDER = ['viewer', 'operator', 'editor', 'admin', 'fleet-admin'] as const;
export type Rung = (typeof LADDER)[number];

/**
 * What a procedure is expected to ask for, written by hand and never derived from the code that it judges: the least role
 * that may call it, and how far that role must reach. `whole`: over all of the cluster; `namespace`: over one namespace of
 * it; `some`: over any of it; `sight`: answered for whatever the role reaches; `give`: over what is given; `fleet`: over
 * everything; `self`: whoever is signed in. `auditor`: they look at it too, though a viewer does not. `session`: never by a
 * token of the API, however much it may.
 */
export type Row = {
  least: Rung;
  reach: 'whole' | 'namespace' | 'some' | 'sight' | 'give' | 'fleet' | 'self';
  auditor?: true;
  session?: true;
  input?: unknown;
};

export const MINE = 'cluster-of-mine';
export const THEIRS = 'cluster-of-theirs';
const NOBODY = '00000000-0000-4000-8000-00000000dead';

const pod = { cluster: MINE, group: '', version: 'v1', plural: 'pods', namespace: 'default', name: 'nothing-here' };
const node = { cluster: MINE, group: '', version: 'v1', plural: 'nodes', name: 'nothing-here' };
const web = {
  cluster: MINE,
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  namespace: 'default',
  name: 'nothing-here',
};
const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: nothing-here\n  namespace: default\n';
/** Of the fleet, in no cluster: whoever may save reaches nothing by it. */
const application = JSON.stringify({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: 'no-such-application' } },
  spec: {
    templates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'nothing-here', namespace: 'default' } }],
    placement: { clusterAffinities: [{ name: 'nowhere', clusterNames: ['no-such-cluster'] }] },
  },
});
const access = { by: 'token', server: 'https://192.0.2.1', token: 'none' };
const intent = { of: 'workload', intent: { over: 'zone', affinity: 'none', spread: 'none' } };
const scope = { clusters: { by: 'name', names: [MINE] }, namespaces: null, environments: null };
const range = { offset: 0, limit: 50 };
const edited = { targets: [{ kind: 'Node', cluster: MINE, name: 'nothing-here' }], edit: {} };
const rule = { name: 'proof', kinds: ['drift'], scope, channels: [NOBODY] };
const target = { kind: 'slack', url: 'https://192.0.2.1/' };
const kind = { group: '', version: 'v1', plural: 'pods' };

/** Every procedure of the router; one that does not stand here fails the proof. */
export const TABLE: Record<string, Row> = {
  'teams.me': { least: 'viewer', reach: 'self' },
  'teams.list': { least: 'viewer', reach: 'self' },
  'teams.roles': { least: 'viewer', reach: 'self' },
  'teams.requests': { least: 'viewer', reach: 'self' },
  'teams.request': {
    least: 'viewer',
    reach: 'self',
    session: true,
    input: { role: 'viewer', scope, hours: 1, reason: 'a proof' },
  },
  'teams.get': { least: 'viewer', reach: 'self', input: { name: 'no-such-team' } },
  'teams.reach': { least: 'viewer', reach: 'self', input: { name: 'no-such-team' } },
  'teams.changes': { least: 'viewer', reach: 'self', input: { name: 'no-such-team' } },
  'teams.signOut': { least: 'viewer', reach: 'self' },
  'teams.remove': { least: 'fleet-admin', reach: 'fleet', input: { name: 'no-such-team' } },
  'teams.addMember': { least: 'admin', reach: 'sight', input: { team: 'no-such-team', person: NOBODY } },
  'teams.removeMember': { least: 'admin', reach: 'sight', input: { team: 'no-such-team', person: NOBODY } },
  'teams.grant': {
    ...{ least: 'admin', reach: 'give' },
    input: { subject: { to: 'team', name: 'no-such-team' }, role: 'viewer', scope },
  },
  'teams.revoke': { least: 'admin', reach: 'sight', input: { id: NOBODY } },
  'teams.decide': { least: 'admin', reach: 'sight', input: { id: NOBODY, grant: true } },
  'teams.people': { least: 'admin', reach: 'sight', auditor: true },
  'teams.grants': { least: 'admin', reach: 'sight', auditor: true },
  'teams.save': { least: 'fleet-admin', reach: 'fleet', input: { name: 'proof' } },
  'teams.saveRole': { least: 'fleet-admin', reach: 'fleet', input: { name: 'proof', actions: ['objects.list'] } },
  'teams.removeRole': { least: 'fleet-admin', reach: 'fleet', input: { name: 'proof' } },
  'teams.account': { least: 'viewer', reach: 'self', session: true },
  'teams.changePassword': {
    least: 'viewer',
    reach: 'self',
    session: true,
    input: { current: 'nothing', next: 'nothing' },
  },
  'teams.device': { least: 'viewer', reach: 'self', session: true, input: { code: 'BCDF-GHJK' } },
  'teams.decideDevice': { least: 'viewer', reach: 'self', session: true, input: { code: 'BCDF-GHJK', allow: true } },
  'teams.closeSession': { least: 'viewer', reach: 'self', session: true, input: { id: NOBODY } },
  'teams.accounts': { least: 'fleet-admin', reach: 'fleet', auditor: true },
  'teams.sessionsOf': { least: 'fleet-admin', reach: 'fleet', auditor: true, input: { id: NOBODY } },
  'teams.invite': { least: 'fleet-admin', reach: 'fleet', session: true, input: { name: 'Proof', login: 'proof' } },
  'teams.reinvite': { least: 'fleet-admin', reach: 'fleet', session: true, input: { id: NOBODY } },
  'teams.setDisabled': { least: 'fleet-admin', reach: 'fleet', input: { id: NOBODY, disabled: true, reason: 'proof' } },
  'teams.endSessions': { least: 'fleet-admin', reach: 'fleet', input: { person: NOBODY } },
  'teams.createToken': {
    least: 'viewer',
    reach: 'self',
    session: true,
    input: { name: 'proof', role: 'viewer', days: 1 },
  },
  'teams.revokeToken': { least: 'viewer', reach: 'self', session: true, input: { id: NOBODY } },
  'teams.tokensOf': { least: 'admin', reach: 'sight', auditor: true, input: { id: NOBODY } },
  'teams.grantsOf': { least: 'admin', reach: 'sight', auditor: true, input: { id: NOBODY } },
  'teams.machines': { least: 'admin', reach: 'sight', auditor: true },
  'teams.disableMachine': { least: 'admin', reach: 'sight', input: { id: NOBODY, disabled: true, reason: 'proof' } },
  'teams.createService': { least: 'admin', reach: 'sight', input: { name: 'proof', team: 'no-such-team' } },
  'teams.createTokenFor': {
    ...{ least: 'admin', reach: 'sight', session: true },
    input: { person: NOBODY, name: 'proof', role: 'viewer', days: 1 },
  },
  'teams.endToken': { least: 'admin', reach: 'sight', input: { person: NOBODY, id: NOBODY } },
  'teams.providers': { least: 'fleet-admin', reach: 'fleet', auditor: true },
  'teams.testProvider': { least: 'fleet-admin', reach: 'fleet', input: { issuer: 'https://192.0.2.1' } },
  'teams.saveProvider': {
    ...{ least: 'fleet-admin', reach: 'fleet', session: true },
    input: { name: 'proof', label: 'Proof', issuer: 'https://192.0.2.1', clientId: 'proof', enabled: false },
  },
  'teams.removeProvider': { least: 'fleet-admin', reach: 'fleet', session: true, input: { name: 'proof' } },

  'notifications.rules': { least: 'viewer', reach: 'sight' },
  'notifications.channels': { least: 'viewer', reach: 'sight' },
  'notifications.deliveries': { least: 'viewer', reach: 'sight', input: {} },
  'notifications.saveRule': { least: 'admin', reach: 'fleet', input: { ...rule, team: null } },
  'notifications.removeRule': { least: 'admin', reach: 'sight', input: { id: NOBODY } },
  'notifications.saveChannel': { least: 'admin', reach: 'fleet', input: { name: 'proof', team: null, target } },
  'notifications.removeChannel': { least: 'admin', reach: 'sight', input: { id: NOBODY } },
  'notifications.retryDelivery': { least: 'admin', reach: 'sight', input: { id: NOBODY } },
  'notifications.testChannel': { least: 'admin', reach: 'sight', input: { id: NOBODY, language: 'en' } },
  'audit.list': { least: 'admin', reach: 'sight', auditor: true, input: range },
  'audit.export': { least: 'admin', reach: 'sight', auditor: true, input: { format: 'csv' } },
  'audit.get': { least: 'admin', reach: 'sight', auditor: true, input: { id: NOBODY } },
  'audit.recordings': { least: 'admin', reach: 'sight', auditor: true, input: range },
  'audit.recording': { least: 'admin', reach: 'sight', auditor: true, input: { id: NOBODY } },
  'audit.recordingPart': { least: 'admin', reach: 'sight', auditor: true, input: { id: NOBODY, from: 0 } },
  'audit.transfer': { least: 'viewer', reach: 'self', input: { request: NOBODY } },
  'audit.policies': { least: 'fleet-admin', reach: 'fleet', auditor: true },
  'audit.savePolicy': {
    ...{ least: 'fleet-admin', reach: 'fleet' },
    input: { environment: '', recording: true, reason: false, approval: false },
  },
  'audit.stream': { least: 'fleet-admin', reach: 'fleet', auditor: true },
  'audit.verify': { least: 'fleet-admin', reach: 'fleet', auditor: true, input: {} },

  'clusters.credentials': { least: 'viewer', reach: 'sight', input: range },
  'clusters.list': { least: 'viewer', reach: 'sight', input: range },
  'clusters.listNodes': { least: 'viewer', reach: 'sight', input: range },
  'clusters.listNamespaces': { least: 'viewer', reach: 'sight', input: range },
  'clusters.listWorkloads': { least: 'viewer', reach: 'sight', input: range },
  'clusters.listServices': { least: 'viewer', reach: 'sight', input: range },
  'clusters.podCounts': { least: 'viewer', reach: 'sight', input: { cluster: MINE } },
  'clusters.search': { least: 'viewer', reach: 'sight', input: { text: 'cluster-of' } },
  'clusters.get': { least: 'viewer', reach: 'some', input: { name: MINE } },
  'clusters.kubeconfig': { least: 'viewer', reach: 'sight', input: {} },
  'clusters.memberRights': { least: 'viewer', reach: 'sight', input: {} },
  'clusters.healthHistory': { least: 'viewer', reach: 'some', input: { name: MINE } },
  'clusters.readKubeconfig': { least: 'fleet-admin', reach: 'fleet', input: { text: 'contexts: []' } },
  'clusters.testConnection': { least: 'fleet-admin', reach: 'fleet', input: { access } },
  'clusters.register': { least: 'fleet-admin', reach: 'fleet', input: { name: 'another', access } },
  'clusters.edit': { least: 'admin', reach: 'whole', input: { name: MINE, edit: {} } },
  'clusters.setState': { least: 'admin', reach: 'whole', input: { name: MINE, state: 'active' } },
  'clusters.rotateCredential': { least: 'fleet-admin', reach: 'whole', input: { name: MINE, access } },
  'clusters.hastenRenewal': { least: 'fleet-admin', reach: 'whole', input: { name: MINE } },
  'clusters.forgetFirst': { least: 'fleet-admin', reach: 'whole', input: { name: MINE, confirm: MINE } },
  'clusters.previewRemoval': { least: 'fleet-admin', reach: 'whole', input: { name: MINE } },
  'clusters.createJoinToken': { least: 'fleet-admin', reach: 'fleet', input: { names: 'another' } },
  'clusters.joinTokens': { least: 'viewer', reach: 'fleet' },
  'clusters.revokeJoinToken': { least: 'fleet-admin', reach: 'fleet', input: { id: NOBODY } },
  'clusters.agents': { least: 'viewer', reach: 'fleet' },
  'clusters.approveAgent': { least: 'fleet-admin', reach: 'fleet', input: { id: NOBODY } },
  'clusters.denyAgent': { least: 'fleet-admin', reach: 'fleet', input: { id: NOBODY } },
  'clusters.revokeAgent': { least: 'fleet-admin', reach: 'whole', input: { name: MINE } },
  'clusters.switchMode': { least: 'fleet-admin', reach: 'whole', input: { name: MINE, mode: 'push' } },
  'clusters.reach': { least: 'viewer', reach: 'whole', input: { name: MINE } },
  'clusters.remove': { least: 'fleet-admin', reach: 'whole', input: { name: MINE, confirm: 'not its name' } },

  'federation.list': { least: 'viewer', reach: 'sight', input: range },
  'federation.distribution': { least: 'viewer', reach: 'sight', input: { by: 'zone' } },
  'federation.get': { least: 'viewer', reach: 'sight', input: { name: 'no-such-application' } },
  'federation.objects': { least: 'viewer', reach: 'sight', input: { name: 'no-such-application', cluster: MINE } },
  'federation.explain': { least: 'viewer', reach: 'sight', input: { name: 'no-such-application' } },
  'federation.preview': { least: 'editor', reach: 'sight', input: { text: application } },
  'federation.manifests': { least: 'editor', reach: 'sight', input: { text: application, cluster: MINE } },
  'federation.dryRun': { least: 'editor', reach: 'sight', input: { text: application } },
  'federation.takeAlong': { least: 'editor', reach: 'some', input: { text: application, cluster: MINE } },
  'federation.save': { least: 'editor', reach: 'sight', input: { text: application, base: null } },
  'federation.failovers': { least: 'viewer', reach: 'sight', input: { name: 'no-such-application' } },
  'federation.drill': { least: 'editor', reach: 'sight', input: { name: 'no-such-application', cluster: MINE } },
  'federation.endFailover': { least: 'editor', reach: 'sight', input: { name: 'no-such-application', id: NOBODY } },
  'federation.rollout': { least: 'viewer', reach: 'sight', input: { name: 'no-such-application' } },
  'federation.steer': {
    ...{ least: 'editor', reach: 'sight' },
    input: { name: 'no-such-application', revision: 1, state: 'running', open: -1, steer: 'pause' },
  },
  'federation.remove': { least: 'editor', reach: 'sight', input: { name: 'no-such-application', base: 1 } },
  'federation.drift': { least: 'viewer', reach: 'sight', input: range },
  'federation.driftCounts': { least: 'viewer', reach: 'sight' },
  'federation.driftTimes': { least: 'viewer', reach: 'sight' },
  'federation.driftRules': { least: 'viewer', reach: 'sight', input: { name: 'no-such-application' } },
  'federation.revert': { least: 'editor', reach: 'sight', input: { ids: [NOBODY] } },
  'federation.accept': { least: 'editor', reach: 'sight', input: { ids: [NOBODY], into: 'template' } },
  'federation.ignore': { least: 'editor', reach: 'sight', input: { application: 'no-such-application' } },
  'federation.unignore': { least: 'editor', reach: 'sight', input: { id: NOBODY } },
  'topology.map': { least: 'viewer', reach: 'sight', input: {} },
  'topology.loss': { least: 'viewer', reach: 'sight', input: { lost: { clusters: [MINE] } } },
  'topology.gatewayLoss': { least: 'viewer', reach: 'sight', input: { lost: { clusters: [MINE] } } },
  'topology.scheduling': { least: 'viewer', reach: 'namespace', input: web },
  'topology.previewScheduling': { least: 'editor', reach: 'namespace', input: { targets: [web], edit: intent } },
  'topology.schedule': { least: 'editor', reach: 'namespace', input: { targets: [web], edit: intent } },
  'topology.previewEdit': { least: 'editor', reach: 'whole', input: edited },
  'topology.editPlaces': { least: 'editor', reach: 'whole', input: { ...edited, expected: [] } },

  'objects.kinds': { least: 'viewer', reach: 'some', input: { cluster: MINE } },
  'objects.schema': { least: 'viewer', reach: 'some', input: { cluster: MINE, kind } },
  'objects.list': { least: 'viewer', reach: 'namespace', input: { cluster: MINE, kind, namespace: 'default' } },
  'objects.get': { least: 'viewer', reach: 'namespace', input: pod },
  'objects.compare': {
    ...{ least: 'viewer', reach: 'sight' },
    input: { group: '', version: 'v1', plural: 'pods', namespace: 'default', name: 'nothing-here', clusters: [MINE] },
  },
  'objects.revisions': { least: 'viewer', reach: 'namespace', input: web },
  'objects.drains': { least: 'viewer', reach: 'whole', input: { cluster: MINE } },
  'objects.previewCreate': { least: 'editor', reach: 'some', input: { cluster: MINE, text } },
  'objects.create': { least: 'editor', reach: 'some', input: { cluster: MINE, text: 'a: b' } },
  'objects.previewUpdate': { least: 'editor', reach: 'namespace', input: { ref: pod, base: text, text } },
  'objects.update': { least: 'editor', reach: 'namespace', input: { ref: pod, base: text, text } },
  'objects.explainConflict': { least: 'editor', reach: 'namespace', input: { ref: pod, base: text, mine: text } },
  'objects.previewAction': {
    least: 'operator',
    reach: 'namespace',
    input: { targets: [web], action: { do: 'restart' } },
  },
  'objects.act': { least: 'operator', reach: 'namespace', input: { targets: [web], action: { do: 'restart' } } },
  'objects.previewDrain': {
    least: 'operator',
    reach: 'whole',
    input: { node: { cluster: MINE, name: node.name }, options: {} },
  },
  'objects.drain': {
    least: 'operator',
    reach: 'whole',
    input: { node: { cluster: MINE, name: node.name }, options: {} },
  },
  'objects.cancelDrain': { least: 'operator', reach: 'whole', input: { cluster: MINE, id: NOBODY } },
};
