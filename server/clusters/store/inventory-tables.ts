/** The inventory's tables as data: statements are built from these constants and never from anything a member says. */
export type InventoryTable = {
  table: string;
  /** What tells rows of one cluster apart; joined by `/` it is the key of a row. */
  keys: readonly string[];
  columns: Readonly<Record<string, string>>;
  /** The column by which several watches share the table. */
  partition?: string;
};

const common = { uid: 'text', labels: 'jsonb', created_at: 'timestamptz' };

export const NODES: InventoryTable = {
  table: 'inventory_node',
  keys: ['name'],
  columns: {
    ...common,
    name: 'text',
    region: 'text',
    zone: 'text',
    status: 'text',
    reason: 'text',
    unschedulable: 'boolean',
    roles: 'text[]',
    version: 'text',
    cpu_millis: 'integer',
    memory_bytes: 'bigint',
    allocatable_cpu_millis: 'integer',
    allocatable_memory_bytes: 'bigint',
    pod_capacity: 'integer',
    taints: 'text[]',
  },
};

export const NAMESPACES: InventoryTable = {
  table: 'inventory_namespace',
  keys: ['name'],
  columns: { ...common, name: 'text', status: 'text', environment: 'text', team: 'text' },
};

export const WORKLOADS: InventoryTable = {
  table: 'inventory_workload',
  keys: ['kind', 'namespace', 'name'],
  partition: 'kind',
  columns: {
    ...common,
    kind: 'text',
    namespace: 'text',
    name: 'text',
    status: 'text',
    reason: 'text',
    images: 'text[]',
    desired: 'integer',
    ready: 'integer',
    cpu_request_millis: 'integer',
    memory_request_bytes: 'bigint',
  },
};

export const SERVICES: InventoryTable = {
  table: 'inventory_service',
  keys: ['namespace', 'name'],
  columns: {
    ...common,
    namespace: 'text',
    name: 'text',
    type: 'text',
    cluster_ip: 'text',
    addresses: 'text[]',
    ports: 'text[]',
  },
};

/** One way of telling a row's key, the same here and in SQL. */
export const keyOf = (row: Record<string, unknown>, { keys }: InventoryTable): string =>
  keys.map((key) => row[key]).join('/');

export const SQL_KEY = ({ keys }: InventoryTable): string => keys.map((key) => `t.${key}`).join(" || '/' || ");

export function upsertStatement({ table, keys, columns }: InventoryTable): string {
  const names = Object.keys(columns);
  const changing = names.filter((name) => !keys.includes(name));
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  return `INSERT INTO ${table} AS t (cluster_id, observed_at, ${names.join(', ')})
    SELECT $1::uuid, now(), ${names.map((name) => `r.${name}`).join(', ')} FROM jsonb_to_recordset($2::jsonb) AS r(${typed.join(', ')})
    WHERE EXISTS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $3 AND epoch = $4)
    ON CONFLICT (cluster_id, ${keys.join(', ')}) DO UPDATE SET observed_at = now(), ${changing.map((name) => `${name} = excluded.${name}`).join(', ')}
    WHERE (${changing.map((name) => `t.${name}`).join(', ')}) IS DISTINCT FROM (${changing.map((name) => `excluded.${name}`).join(', ')})`;
}

/** $4: keys; $5: the partition, null where the table has none. `missing` deletes all but the keys. */
export function deleteStatement(description: InventoryTable, which: 'listed' | 'missing'): string {
  const { table, partition } = description;
  // as a subquery the keys are hashed; an array that is a parameter would be walked for every row
  const match = which === 'listed' ? `= ANY($4)` : `NOT IN (SELECT unnest($4::text[]))`;
  const part = partition ? `AND t.${partition} = $5` : 'AND $5::text IS NULL';
  return `DELETE FROM ${table} AS t WHERE t.cluster_id = $1::uuid AND ${SQL_KEY(description)} ${match} ${part}
    AND EXISTS (SELECT 1 FROM cluster_lease WHERE cluster_id = $1::uuid AND holder = $2 AND epoch = $3)`;
}
