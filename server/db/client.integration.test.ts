import { expect, it } from 'vitest';
import { testDatabase } from './testing/test-database';

const { database } = await testDatabase();

it('lives on when a connection breaks while a transaction holds it, and tells whoever asks next on it', async () => {
  const held = await database.pool.connect();
  const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise((resolve) => held.once('end', resolve));
  await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(held.query('SELECT 1')).rejects.toThrow();
  held.release(true);
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

it('takes back what a transaction holds whose process says nothing any more', async () => {
  const held = await database.pool.connect();
  // what is not frozen for so long in a test
  await held.query('SET idle_in_transaction_session_timeout = 50');
  const ended = new Promise((resolve) => held.once('end', resolve));
  await held.query('BEGIN');
  await held.query('SELECT pg_advisory_xact_lock(4711)');
  await ended;
  expect((await database.pool.query('SELECT pg_try_advisory_lock(4711) AS got')).rows).toEqual([{ got: true }]);
  held.release(true);
  const { rows } = await database.pool.query<{ limit: string }>(
    `SELECT current_setting('idle_in_transaction_session_timeout') AS limit`,
  );
  expect(rows).toEqual([{ limit: '30s' }]);
});
