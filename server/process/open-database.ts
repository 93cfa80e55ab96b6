import path from 'node:path';
import { type Database, openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import type { Env } from '~/server/env';
import { step, tell } from './progress';

export type OpenedDatabase = { database: Database; url: string; close(): Promise<void> };

const MIGRATIONS = path.resolve('prisma/migrations');

/** The database of DATABASE_URL or the embedded one, migrated and connected. Fails with one sentence. */
export async function openHubDatabase(env: Env): Promise<OpenedDatabase> {
  if (env.databaseUrl !== undefined) {
    await step('Connecting to the database', () => ensureDatabase(env.databaseUrl as string)).catch((error: Error) => {
      throw new Error(
        `DATABASE_URL cannot be reached (${withoutPassword(env.databaseUrl as string)}): ${error.message || (error as NodeJS.ErrnoException).code}`,
      );
    });
    return connect(env.databaseUrl, async () => undefined);
  }
  const embedded = await step('Starting the embedded PostgreSQL', () =>
    startEmbeddedPostgres({ dataDir: env.dataDir }),
  );
  if (embedded.joined) tell('joined the database that an earlier start left running');
  return connect(`${embedded.url}/portolan`, embedded.stop).catch(async (error: unknown) => {
    await embedded.stop();
    throw error;
  });
}

async function connect(url: string, stop: () => Promise<void>): Promise<OpenedDatabase> {
  const applied = await step('Applying migrations', () => migrateDatabase(url, MIGRATIONS));
  if (applied.length > 0) tell(`the database is at ${applied.at(-1)}`);
  const database = openDatabase(url);
  const close = async () => {
    await database.close();
    await stop();
  };
  return { database, url, close };
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '…';
  return decodeURI(shown.href);
}
