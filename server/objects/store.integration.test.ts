import { expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { postgresDrains } from './store';

const { database } = await testDatabase();
const drains = postgresDrains(database);
const node = (name: string) => ({ cluster: 'east', name });
const open = (name: string) => drains.open({ node: node(name), total: 2, startedBy: 'Ada' });

it('lets one drain of a node run at a time', async () => {
  const tries = await Promise.all([open('n1'), open('n1'), open('n1'), open('n2')]);
  expect(tries.slice(0, 3).filter((id) => id !== undefined)).toHaveLength(1);
  expect(tries[3]).toBeDefined();
  await drains.save(tries.find((id) => id !== undefined) ?? '', { state: 'done' });
  expect(await open('n1')).toBeDefined();
});

it('keeps what became of each pod, and tells the running one that it was cancelled', async () => {
  const id = (await open('n3')) ?? '';
  const pods = [
    { namespace: 'a', name: 'p', state: 'waiting' as const, said: 'budget', since: '2026-01-01T00:00:00Z' },
  ];
  expect(await drains.save(id, { pods })).toEqual({ cancelled: false });
  await drains.cancel(id);
  expect(await drains.save(id, { said: 'x' })).toEqual({ cancelled: true });
  expect(await drains.list('east', 'n3')).toMatchObject([{ id, state: 'running', pods, said: 'x', startedBy: 'Ada' }]);
});

it('says that a drain was interrupted when its process is gone, and lets another begin', async () => {
  const id = (await open('n4')) ?? '';
  await database.pool.query(`UPDATE node_drain SET updated_at = now() - interval '1 minute' WHERE id = $1`, [id]);
  expect(await drains.list('east', 'n4')).toMatchObject([{ id, state: 'interrupted' }]);
  const next = await open('n4');
  expect(next).toBeDefined();
  expect(await drains.list('east', 'n4')).toMatchObject([{ id: next, state: 'running' }]);
});
