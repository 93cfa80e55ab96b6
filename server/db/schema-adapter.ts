import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils';
import pg from 'pg';

type Field = { dataTypeID: number };
type PerformIo = (query: SqlQuery) => Promise<{ fields: Field[]; rows: unknown[][] }>;

/** What adapter-pg keeps to itself and the schema engine needs to be otherwise; held here and nowhere else. */
type OpenAdapter = {
  performIO: PerformIo;
  queryRaw(query: SqlQuery): Promise<SqlResultSet>;
  executeScript(script: string): Promise<void>;
  client: { query(script: string): Promise<unknown> };
  onError(error: unknown): never;
  pgOptions: unknown;
  dispose(): Promise<void>;
};

const CHAR = 18;
const TEXT = 25;
/** Column types of the system catalogue that adapter-pg does not map: void, regproc, xid, pg_node_tree and the like. */
const UNMAPPED = new Set([2278, 22, 24, 28, 30, 194, 2205, 2206, 2249, 3220, 705]);

function harden(adapter: OpenAdapter): OpenAdapter {
  const perform = adapter.performIO.bind(adapter);
  const base = Object.getPrototypeOf(Object.getPrototypeOf(adapter)) as OpenAdapter;
  adapter.queryRaw = async (query) => {
    const { fields, rows } = await perform(query);
    const known = fields.map((field) =>
      field.dataTypeID === CHAR || UNMAPPED.has(field.dataTypeID) ? { ...field, dataTypeID: TEXT } : field,
    );
    const stand = { pgOptions: adapter.pgOptions, performIO: async () => ({ rows, fields: known }) };
    const result = await base.queryRaw.call(stand as unknown as OpenAdapter, query);
    const columnTypes = result.columnTypes.map((type, index) =>
      fields[index]?.dataTypeID === CHAR ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  // adapter-pg splits a script at ';', which breaks $$ bodies; the simple protocol takes it whole
  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/** A driver-adapter factory with the faults of adapter-pg mended that the schema engine trips over. */
export function schemaAdapter(url: string, shadowUrl?: string): { factory: PrismaPg; disposeAll(): Promise<void> } {
  const main = new URL(url);
  const schema = main.searchParams.get('schema') ?? undefined;
  main.searchParams.delete('schema');
  const opened: OpenAdapter[] = [];
  const connectTo = async (href: string) => {
    const search = schema ? { options: `-c search_path="${schema}"` } : {};
    const plain = new PrismaPg({ connectionString: href, max: 1, ...search }, schema ? { schema } : undefined);
    const adapter = harden((await plain.connect()) as unknown as OpenAdapter);
    opened.push(adapter);
    return adapter;
  };
  const factory = new PrismaPg({ connectionString: main.href, max: 1 }, schema ? { schema } : undefined);
  const mended = {
    connect: () => connectTo(main.href),
    connectToShadowDb: () => (shadowUrl ? connectTo(shadowUrl) : shadowDatabase(main, connectTo)),
  };
  Object.assign(factory, mended);
  const disposeAll = async () => {
    await Promise.allSettled(opened.map((adapter) => adapter.dispose()));
  };
  return { factory, disposeAll };
}

/** adapter-pg's own shadow database works on the main one, because a connection string wins over `database` there. */
async function shadowDatabase(main: URL, connectTo: (href: string) => Promise<OpenAdapter>): Promise<OpenAdapter> {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const administer = async (sql: string) => {
    const client = new pg.Client({ connectionString: main.href });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await administer(`CREATE DATABASE "${name}"`);
  const shadow = new URL(main.href);
  shadow.pathname = `/${name}`;
  const adapter = await connectTo(shadow.href);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  return adapter;
}
