import type { Database } from '~/server/db/client';
import type { PodCount } from '../core/count-pods';
import { deleteStatement, type InventoryTable, upsertStatement } from './inventory-tables';

/** Which watcher writes: the lease it holds. A statement of an older epoch changes nothing, however late it arrives. */
export type Fence = { clusterId: string; holder: string; epoch: number };

export type SyncState = { kind: string; state: 'live' | 'listing' | 'waiting'; detail: string };

export type InventoryStore = {
  /** Rows as JSON text, so that they are written as they were compared. */
  upsert(fence: Fence, table: InventoryTable, rows: string[]): Promise<void>;
  remove(fence: Fence, table: InventoryTable, keys: string[], partition: string | null): Promise<void>;
  removeMissing(fence: Fence, table: InventoryTable, keys: string[], partition: string | null): Promise<void>;
  replacePodCounts(fence: Fence, counts: PodCount[], podsByNode: Record<string, number>): Promise<void>;
  /** `alive`: the kinds whose watch has just shown a sign of life; `complete`: those that were read to the end. */
  recordSync(fence: Fence, states: SyncState[], complete: boolean): Promise<void>;
  /** What the nodes and namespaces say of the cluster as a whole. */
  observeCluster(fence: Fence): Promise<void>;
};

const HELD = 'EXISTS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3)';

export function postgresInventory({ pool }: Database): InventoryStore {
  const statements = new Map<string, string>();
  const statement = (name: string, build: () => string) => {
    const known = statements.get(name) ?? build();
    statements.set(name, known);
    return { name, text: known };
  };
  const remove =
    (which: 'listed' | 'missing') =>
    async (fence: Fence, table: InventoryTable, keys: string[], partition: string | null) => {
      const prepared = statement(`${table.table}-${which}`, () => deleteStatement(table, which));
      await pool.query({ ...prepared, values: [fence.clusterId, fence.holder, fence.epoch, keys, partition] });
    };

  return {
    upsert: async ({ clusterId, holder, epoch }, table, rows) => {
      if (rows.length === 0) return;
      const prepared = statement(`${table.table}-upsert`, () => upsertStatement(table));
      await pool.query({ ...prepared, values: [clusterId, `[${rows.join(',')}]`, holder, epoch] });
    },
    remove: remove('listed'),
    removeMissing: remove('missing'),

    replacePodCounts: async ({ clusterId, holder, epoch }, counts, podsByNode) => {
      await pool.query(
        `WITH held AS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3),
          incoming AS (SELECT * FROM json_to_recordset($4::json) AS r(namespace text, workload_kind text, workload text, region text, zone text, total int, ready int)),
          gone AS (DELETE FROM inventory_pod_count p USING held WHERE p.cluster_id = $1::uuid AND NOT EXISTS (SELECT 1 FROM incoming r
            WHERE (r.namespace, r.workload_kind, r.workload, r.region, r.zone) = (p.namespace, p.workload_kind, p.workload, p.region, p.zone))),
          nodes AS (UPDATE inventory_node n SET pods = r.value::int FROM json_each_text($5::json) r, held
            WHERE n.cluster_id = $1::uuid AND n.name = r.key AND n.pods <> r.value::int)
        INSERT INTO inventory_pod_count AS p (cluster_id, namespace, workload_kind, workload, region, zone, total, ready)
        SELECT $1::uuid, r.* FROM incoming r, held
        ON CONFLICT (cluster_id, namespace, workload_kind, workload, region, zone) DO UPDATE SET total = excluded.total, ready = excluded.ready
        WHERE (p.total, p.ready) IS DISTINCT FROM (excluded.total, excluded.ready)`,
        [clusterId, holder, epoch, JSON.stringify(counts), JSON.stringify(podsByNode)],
      );
    },

    recordSync: async ({ clusterId, holder, epoch }, states, complete) => {
      await pool.query(
        `INSERT INTO inventory_sync AS s (cluster_id, kind, state, detail, complete_at, as_of)
        SELECT $1::uuid, r.kind, r.state, r.detail, CASE WHEN $5 THEN now() END, CASE WHEN r.state = 'live' THEN now() END
        FROM json_to_recordset($4::json) AS r(kind text, state text, detail text) WHERE ${HELD}
        ON CONFLICT (cluster_id, kind) DO UPDATE SET state = excluded.state, detail = excluded.detail,
          complete_at = coalesce(excluded.complete_at, s.complete_at), as_of = coalesce(excluded.as_of, s.as_of)`,
        [clusterId, holder, epoch, JSON.stringify(states), complete],
      );
    },

    observeCluster: async ({ clusterId, holder, epoch }) => {
      await pool.query(
        `UPDATE cluster c SET observed_region = o.region, observed_zone = o.zone, observed_environment = o.environment
        FROM (SELECT CASE WHEN min(n.region) = max(n.region) THEN min(n.region) END AS region,
            CASE WHEN min(n.zone) = max(n.zone) THEN min(n.zone) END AS zone,
            (SELECT environment FROM inventory_namespace WHERE cluster_id = $1::uuid AND name = 'kube-system') AS environment
          FROM inventory_node n WHERE n.cluster_id = $1::uuid) o
        WHERE c.id = $1::uuid AND ${HELD}
          AND (c.observed_region, c.observed_zone, c.observed_environment) IS DISTINCT FROM (o.region, o.zone, o.environment)`,
        [clusterId, holder, epoch],
      );
    },
  };
}
