import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { createSchemaEngine, type MigrationsList } from './schema-engine';

const MINIMUM_VERSION = 140_000;

/**
 * `prisma migrate deploy` in this process: makes the database when it is missing and applies what is new, under the engine's
 * own advisory lock, so replicas may start together. Returns the names of the migrations that were applied.
 */
export async function migrateDatabase(url: string, folder: string): Promise<string[]> {
  await ensureDatabase(url);
  const { engine, close } = await createSchemaEngine({ url });
  try {
    const filters = { externalTables: [], externalEnums: [] };
    return (await engine.applyMigrations({ migrationsList: readMigrations(folder), filters })).appliedMigrationNames;
  } finally {
    await close();
  }
}

/** The names of the migrations that a database still lacks; all of them where it knows of none. */
export async function missingMigrations(url: string, folder: string): Promise<string[]> {
  const applied = await withClient(url, async (client) => {
    const { rows } = await client.query<{ known: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`,
    );
    if (!rows[0]?.known) return [];
    const found = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    return found.rows.map(({ name }) => name);
  });
  const { migrationDirectories } = readMigrations(folder);
  return migrationDirectories.map(({ path: name }) => name).filter((name) => !applied.includes(name));
}

/** Connects once, makes the database when only it is missing, and refuses a PostgreSQL that is too old. */
export async function ensureDatabase(url: string): Promise<void> {
  const number = await serverVersion(url).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== '3D000') throw error;
    await createDatabase(url);
    return serverVersion(url);
  });
  if (number < MINIMUM_VERSION) {
    throw new Error(`PostgreSQL ${Math.floor(number / 10_000)} is too old: 14 or newer is needed`);
  }
}

async function serverVersion(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    return Number(rows[0]?.server_version_num);
  });
}

export async function createDatabase(url: string): Promise<string> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const server = new URL(url);
  server.pathname = '/postgres';
  await withClient(server.href, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
  return name;
}

async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const address = new URL(url);
  address.searchParams.delete('schema');
  const client = new pg.Client({ connectionString: address.href, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return work(client).finally(() => client.end());
}

function readMigrations(folder: string): MigrationsList {
  const lock = path.join(folder, 'migration_lock.toml');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir: folder,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    migrationDirectories: names
      .map((entry) => entry.name)
      .sort()
      .map((name) => {
        const value = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
        return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
      }),
  };
}
