import { z } from 'zod';
import { ClusterNameText, Instant, ObjectName } from '~/server/clusters/model/names';
import type { Action } from '~/server/teams/model/action';
import { GrantScope } from '~/server/teams/model/grant';
import { RoleName } from '~/server/teams/model/role';

/** What someone may want to be told of. Those from `drift` on are raised by the domains that know of them. */
export const EVENT_KINDS = [
  'lost-member',
  'certificate-expiring',
  'credential-expiring',
  'node-failed',
  'workload-failed',
  'approval-wanted',
  'agent-quarantined',
  'drift',
  'failed-wave',
  'posture-fault',
] as const;
export const EventKind = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof EventKind>;

/** Those that somebody raises; a rule for another would never tell. */
export const RAISED_KINDS: readonly EventKind[] = EVENT_KINDS.slice(0, EVENT_KINDS.indexOf('drift'));

/** What may break quiet hours: it gets worse while one sleeps. */
const GRAVE: readonly EventKind[] = ['lost-member', 'agent-quarantined', 'failed-wave'];
export const isGrave = (kind: EventKind): boolean => GRAVE.includes(kind);

/** What one must be able to read to be told of an event. */
export const READ_ACTION: Readonly<Record<EventKind, Action>> = {
  'lost-member': 'clusters.get',
  'certificate-expiring': 'clusters.get',
  'credential-expiring': 'clusters.get',
  'node-failed': 'clusters.listNodes',
  'workload-failed': 'clusters.listWorkloads',
  drift: 'objects.get',
  'failed-wave': 'objects.get',
  'posture-fault': 'objects.get',
  'approval-wanted': 'teams.decide',
  'agent-quarantined': 'clusters.get',
};

/** The object that an event is about, as its own cluster knows it. */
export const EventObject = z.strictObject({
  group: z.string().max(253),
  version: z.string().max(63),
  plural: z.string().max(63),
  kind: z.string().max(63),
  name: ObjectName,
});
export type EventObject = z.infer<typeof EventObject>;

/** What someone asks to be given; those alone hear of it who may give it. */
export const Wanted = z.strictObject({ person: z.string().max(200), role: RoleName, scope: GrantScope });
export type Wanted = z.infer<typeof Wanted>;

/**
 * Something that is so, since when. `key` is the same for as long as it is the same thing. Without a cluster it concerns the
 * hub; without an object the cluster as a whole. `reason` is a code of ours: a member's own words do not leave the hub.
 */
export const Condition = z.strictObject({
  key: z.string().min(1).max(1000),
  kind: EventKind,
  cluster: ClusterNameText.nullable(),
  namespace: z.string().max(63).nullable(),
  object: EventObject.nullable(),
  wanted: Wanted.nullable().default(null),
  reason: z.string().max(63),
  since: Instant,
  /** When it becomes grave by itself: what expires, expires then. */
  due: Instant.nullable(),
});
export type Condition = z.infer<typeof Condition>;
/** As whoever raises it says it. */
export type RaisedCondition = z.input<typeof Condition>;

/** A condition that was raised, until it ended. */
export const NotificationEvent = Condition.extend({ id: z.string(), endedAt: Instant.nullable() });
export type NotificationEvent = z.infer<typeof NotificationEvent>;
