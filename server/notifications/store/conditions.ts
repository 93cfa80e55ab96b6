import { OVERDUE_AT } from '~/server/clusters/model/minting';
import type { Database } from '~/server/db/client';
import type { Blind } from '../core/follow-conditions';
import { Condition, type EventKind } from '../model/event';
import type { Conditions } from '../ports';
import { waitingRequests } from './waiting-requests';

/** More of one kind than anyone is told of one by one; the rest of the kind is not judged then. */
const MOST = 5000;
const AWAY = `h.status = 'failed' AND h.reason IN ('unreachable', 'credential-rejected', 'identity-changed')`;
/** As `clusters/core/derive-health` warns. */
const EXPIRY = `interval '7 days'`;
/** As `gateway/tunnel/recognize-agent` keeps one out. */
const QUARANTINE = `interval '10 minutes'`;
/** Probes come every ten seconds: what is older was not looked at since. */
const FRESH = `h.checked_at > now() - interval '2 minutes'`;
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (moment: string) => `to_char((${moment}) AT TIME ZONE 'UTC', ${ISO})`;

type Query = { kind: EventKind; columns: string; from: string; order: string };

const HEALTH = `FROM cluster c JOIN cluster_health h ON h.cluster_id = c.id
  LEFT JOIN cluster_credential k ON k.cluster_id = c.id LEFT JOIN minted_token m ON m.cluster_id = c.id WHERE c.state <> 'suspended'`;
const NONE = `NULL AS namespace, NULL::jsonb AS object`;
/** A token that the hub renews is told of once that is overdue, as `clusters/core/plan-renewal` has it. */
const OVERDUE = `(m.minted_at + (m.expires_at - m.minted_at) * ${OVERDUE_AT})`;
const CREDENTIAL_ENDS = `CASE WHEN m.secret_id IS NULL OR (m.expires_at < now() AND m.secret_id <> k.secret_id) THEN k.expires_at
  WHEN now() >= ${OVERDUE} THEN m.expires_at END`;
const expiring = (kind: EventKind, moment: string): Query => ({
  kind,
  columns: `${NONE}, 'expiring' AS reason, ${iso(`${moment} - ${EXPIRY}`)} AS since, ${iso(moment)} AS due`,
  from: `${HEALTH} AND ${moment} < now() + ${EXPIRY}`,
  order: 'c.name',
});
const objectOf = (group: string, plural: string, kind: string) =>
  `jsonb_build_object('group', ${group}, 'version', 'v1', 'plural', ${plural}, 'kind', ${kind}, 'name', r.name) AS object`;

/** What the tables of the ground say; a member's own words are left there. */
const QUERIES: Query[] = [
  {
    kind: 'lost-member',
    columns: `${NONE}, h.reason, ${iso('h.since')} AS since, NULL AS due`,
    from: `${HEALTH} AND ${FRESH} AND ${AWAY}`,
    order: 'c.name',
  },
  expiring('certificate-expiring', 'h.certificate_expires_at'),
  expiring('credential-expiring', `(${CREDENTIAL_ENDS})`),
  {
    kind: 'node-failed',
    columns: `NULL AS namespace, ${objectOf(`''`, `'nodes'`, `'Node'`)}, r.status AS reason, ${iso('r.observed_at')} AS since, NULL AS due`,
    // a node of which nothing is known to its own cluster has stopped to answer it
    from: `FROM inventory_node r JOIN cluster c ON c.id = r.cluster_id WHERE c.state <> 'suspended' AND r.status IN ('failed', 'unknown')`,
    order: 'c.name, r.name',
  },
  {
    kind: 'workload-failed',
    columns: `r.namespace, ${objectOf(`CASE WHEN r.kind IN ('Job', 'CronJob') THEN 'batch' ELSE 'apps' END`, `lower(r.kind) || 's'`, 'r.kind')},
      r.status AS reason, ${iso('r.observed_at')} AS since, NULL AS due`,
    from: `FROM inventory_workload r JOIN cluster c ON c.id = r.cluster_id WHERE c.state <> 'suspended' AND r.status = 'failed'`,
    order: 'c.name, r.namespace, r.kind, r.name',
  },
  {
    kind: 'agent-quarantined',
    columns: `${NONE}, 'copied-key' AS reason, ${iso('a.quarantined_at')} AS since, NULL AS due`,
    from: `FROM (SELECT DISTINCT ON (cluster_id) cluster_id, quarantined_until - ${QUARANTINE} AS quarantined_at FROM agent
      WHERE state = 'approved' AND quarantined_until > now() ORDER BY cluster_id, quarantined_until) a
      JOIN cluster c ON c.id = a.cluster_id WHERE c.state <> 'suspended'`,
    order: 'c.name',
  },
];

/** The kinds that the watch raises and settles by itself. */
export const WATCHED_KINDS: readonly EventKind[] = [...QUERIES.map(({ kind }) => kind), 'approval-wanted'];

/** Conditions as the registry, the health, the inventory of the fleet and the requests of its people show them. */
export function postgresConditions({ pool }: Database): Conditions {
  const see = async ({ kind, columns, from, order }: Query) => {
    const text = `SELECT c.name AS cluster, ${columns} ${from} ORDER BY ${order} LIMIT ${MOST}`;
    const { rows } = await pool.query<Omit<Condition, 'key' | 'kind'>>(text);
    return rows.flatMap((row) => {
      const key = [
        kind,
        row.cluster,
        ...(row.namespace ? [row.namespace] : []),
        ...(row.object ? [row.object.kind, row.object.name] : []),
      ];
      const readable = Condition.safeParse({ ...row, kind, key: key.join('/') });
      return readable.success ? [readable.data] : [];
    });
  };
  return {
    look: async () => {
      const seen = await Promise.all(QUERIES.map(see));
      const full = QUERIES.filter((_, index) => (seen[index]?.length ?? 0) >= MOST).map(({ kind }) => kind);
      const wanted = await waitingRequests(pool);
      return { seen: [...seen.flat(), ...wanted], blind: { ...(await blindSpots(pool)), kinds: new Set(full) } };
    },
  };
}

async function blindSpots(pool: Database['pool']): Promise<Omit<Blind, 'kinds'>> {
  const [health, lists] = await Promise.all([
    pool.query<{ name: string; asked: boolean }>(
      `SELECT c.name, coalesce(${FRESH}, FALSE) AS asked FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id
      WHERE c.state <> 'suspended' AND (h.cluster_id IS NULL OR NOT (${FRESH}) OR (${AWAY}))`,
    ),
    pool.query<{ list: string }>(
      `SELECT c.name || '/' || s.kind AS list FROM inventory_sync s JOIN cluster c ON c.id = s.cluster_id
      WHERE c.state <> 'suspended' AND (s.state = 'waiting' OR s.complete_at IS NULL)`,
    ),
  ]);
  return {
    members: new Set(health.rows.filter(({ asked }) => !asked).map(({ name }) => name)),
    away: new Set(health.rows.map(({ name }) => name)),
    lists: new Set(lists.rows.map(({ list }) => list)),
  };
}
