import path from 'node:path';
import { expect, it } from 'vitest';
import { missingMigrations } from './migrate';
import { testDatabase } from './testing/test-database';

const { database, url } = await testDatabase();
const FOLDER = path.resolve('prisma/migrations');

it('names the migrations that a database lacks', async () => {
  expect(await missingMigrations(url, FOLDER)).toEqual([]);
  const last = '20261125030000_audit_token';
  await database.pool.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1', [last]);
  expect(await missingMigrations(url, FOLDER)).toEqual([last]);
  await database.pool.query('DROP TABLE _prisma_migrations');
  expect(await missingMigrations(url, FOLDER)).toContain(last);
});
