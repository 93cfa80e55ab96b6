import type { GrantScope } from '~/server/teams/model/grant';
import type { Message } from '../model/delivery';
import type { Condition, NotificationEvent } from '../model/event';

/** A member that is lost. */
export const lost = (cluster: string, change: Partial<Condition> = {}): Condition => ({
  key: `lost-member/${cluster}`,
  kind: 'lost-member',
  cluster,
  namespace: null,
  object: null,
  wanted: null,
  reason: 'unreachable',
  since: '2026-03-01T10:00:00.000Z',
  due: null,
  ...change,
});

/** A Deployment that failed. */
export const failed = (cluster: string, namespace: string, name: string): Condition => ({
  ...lost(cluster),
  key: `workload-failed/${cluster}/${namespace}/${name}`,
  kind: 'workload-failed',
  namespace,
  object: { group: 'apps', version: 'v1', plural: 'deployments', kind: 'Deployment', name },
  reason: 'failed',
});

/** A node that failed. */
export const failedNode = (cluster: string, name: string): Condition => ({
  ...lost(cluster),
  key: `node-failed/${cluster}/${name}`,
  kind: 'node-failed',
  object: { group: '', version: 'v1', plural: 'nodes', kind: 'Node', name },
  reason: 'failed',
});

/** Someone who asks for a role. */
export const wanted = (scope: GrantScope, role = 'operator'): Condition => ({
  ...lost(''),
  ...{ key: `approval-wanted/${role}`, kind: 'approval-wanted', cluster: null, reason: 'waiting' },
  wanted: { person: 'Ben', role, scope },
});

/** A condition as it was raised. */
export const eventOf = (condition: Condition, endedAt: string | null = null): NotificationEvent => ({
  ...condition,
  id: condition.key,
  endedAt,
});

export const message = (change: Partial<Message> = {}): Message => ({
  rule: 'On duty',
  team: null,
  language: 'en',
  timeZone: 'UTC',
  began: [eventOf(lost('prod-1'))],
  ended: [],
  ...change,
});
