import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '../client';

/** An empty, migrated database of this suite's own; closed and dropped after it. */
export async function testDatabase(): Promise<{ database: Database; url: string }> {
  const server = inject('postgres');
  const name = `suite_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE template_portolan`);
  const url = `${server}/${name}`;
  const database = openDatabase(url, 8);
  afterAll(async () => {
    await database.close();
    await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { database, url };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
