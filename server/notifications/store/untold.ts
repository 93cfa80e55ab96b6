import { Prisma } from '~/prisma/generated/client';
import { clusterInSight, namespacedInSight, wholeInSight } from '~/server/clusters/store/in-sight';
import { all } from '~/server/clusters/store/sql';
import type { Untold } from '../core/plan-message';
import type { Reach } from '../ports';
import { type EventRecord, eventOfRow } from './event-row';

const sql = Prisma.sql;
/** What one message can hold; the rest is in the next one. */
const MOST = 1000;

const FIELDS = sql`e.id::text, e.key, e.kind, c.name AS cluster, e.namespace, e.object, e.wanted, e.reason, e.since,
  e.due_at AS "dueAt", e.ended_at AS "endedAt", e.raised_at AS "raisedAt"`;

/** What is within reach of a rule and that it has not said: of what is open, and of what has ended since it said so. */
export async function readUntold(
  tx: Prisma.TransactionClient,
  ruleId: string,
  reach: readonly Reach[],
): Promise<Untold> {
  const within = reach.map(withinReach);
  if (within.length === 0) return { began: [], ended: [] };
  const reached = Prisma.join(within, ' OR ');
  const began = await tx.$queryRaw<(EventRecord & { raisedAt: Date })[]>`
    SELECT ${FIELDS} FROM notification_event e LEFT JOIN cluster c ON c.id = e.cluster_id
    WHERE e.ended_at IS NULL AND (${reached})
      AND NOT EXISTS (SELECT 1 FROM notification_told t WHERE t.rule_id = ${ruleId}::uuid AND t.event_id = e.id)
    ORDER BY e.raised_at, e.id LIMIT ${MOST}`;
  const ended = await tx.$queryRaw<EventRecord[]>`
    SELECT ${FIELDS} FROM notification_told t JOIN notification_event e ON e.id = t.event_id LEFT JOIN cluster c ON c.id = e.cluster_id
    WHERE t.rule_id = ${ruleId}::uuid AND t.ended IS NULL AND e.ended_at IS NOT NULL AND (${reached})
    ORDER BY e.ended_at, e.id LIMIT ${MOST}`;
  return {
    began: began.flatMap((row) => eventOfRow(row).map((event) => ({ ...event, raisedAt: row.raisedAt }))),
    ended: ended.flatMap(eventOfRow),
  };
}

/** In each of the sights: what belongs to no cluster only where all is in sight. Who hears what is wanted, the rule decides. */
function withinReach({ kinds, within }: Reach): Prisma.Sql {
  const id = sql`e.cluster_id`;
  const seen = within
    .filter((sight) => sight !== 'all')
    .map((sight) => {
      const [cluster, whole, namespaced] = [
        clusterInSight(sight, id),
        wholeInSight(sight, id),
        namespacedInSight(sight, id, sql`e.namespace`),
      ];
      return sql`(CASE WHEN e.cluster_id IS NULL THEN FALSE WHEN e.namespace IS NOT NULL THEN ${all(namespaced)}
      WHEN e.object IS NOT NULL THEN ${all(whole)} ELSE ${all(cluster)} END)`;
    });
  return sql`(e.kind = ANY(${kinds}) AND (e.wanted IS NOT NULL OR (${all(seen)})))`;
}
