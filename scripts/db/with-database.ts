import { type Database, openDatabase } from '~/server/db/client';
import { openFolder, runningUrl, startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import type { Env } from '~/server/env';

/** Runs the work on the hub's database, whether the hub runs meanwhile or not. */
export async function withDatabase<Value>(env: Env, work: (database: Database) => Promise<Value>): Promise<Value> {
  const running = env.databaseUrl ?? runningUrl(openFolder(env.dataDir));
  if (running !== undefined) return on(env.databaseUrl ?? `${running}/portolan`, work);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir });
  return on(`${server.url}/portolan`, work).finally(() => server.stop());
}

async function on<Value>(url: string, work: (database: Database) => Promise<Value>): Promise<Value> {
  const database = openDatabase(url, 4);
  return work(database).finally(() => database.close());
}
