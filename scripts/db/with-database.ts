import path from 'node:path';
import { type Database, openDatabase } from '~/server/db/client';
import { openFolder, runningUrl, startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { missingMigrations } from '~/server/db/migrate';
import type { Env } from '~/server/env';

const MIGRATIONS = path.resolve('prisma/migrations');

/** Runs the work on the hub's database, whether the hub runs meanwhile or not. Throws when it is of an older version. */
export async function withDatabase<Value>(env: Env, work: (database: Database) => Promise<Value>): Promise<Value> {
  const running = env.databaseUrl ?? runningUrl(openFolder(env.dataDir));
  if (running !== undefined) return on(env.databaseUrl ?? `${running}/portolan`, work);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir });
  return on(`${server.url}/portolan`, work).finally(() => server.stop());
}

async function on<Value>(url: string, work: (database: Database) => Promise<Value>): Promise<Value> {
  const missing = await missingMigrations(url, MIGRATIONS);
  if (missing.length > 0) {
    throw new Error(
      `the database is of an older version (it lacks ${missing.join(', ')}): start the hub once, which brings it up`,
    );
  }
  const database = openDatabase(url, 4);
  return work(database).finally(() => database.close());
}
