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
