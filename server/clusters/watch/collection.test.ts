import { describe, expect, it, vi } from 'vitest';
import type { KubeObject } from '~/server/kube/member';
import type { InventoryStore } from '../store/inventory';
import { NAMESPACES } from '../store/inventory-tables';
import { type CollectionOptions, createCollection } from './collection';

const object = (name: string, team = 'shop'): KubeObject => ({ metadata: { name, labels: { team } } });

/** The table as a map, with a count of the statements that reached it. */
function memoryStore(faults = { failures: 0 }) {
  const rows = new Map<string, string>();
  const calls = { upserts: 0 };
  const store: Pick<InventoryStore, 'upsert' | 'remove' | 'removeMissing'> = {
    upsert: async (_fence, _table, incoming) => {
      if (faults.failures-- > 0) throw new Error('the database is away');
      if (incoming.length > 0) calls.upserts += 1;
      for (const row of incoming) rows.set((JSON.parse(row) as { name: string }).name, row);
    },
    remove: async (_fence, _table, keys) => keys.forEach((key) => void rows.delete(key)),
    removeMissing: async (_fence, _table, keys) =>
      [...rows.keys()].filter((key) => !keys.includes(key)).forEach((key) => void rows.delete(key)),
  };
  return { rows, calls, store: store as InventoryStore };
}

function collection(store: InventoryStore, given: Partial<CollectionOptions> = {}) {
  return createCollection({
    fence: { clusterId: 'c', holder: 'h', epoch: 1 },
    table: NAMESPACES,
    kind: 'namespaces',
    topic: 'namespaces',
    partition: null,
    project: ({ metadata }) => ({ name: metadata.name, labels: metadata.labels }),
    store,
    onChange: () => undefined,
    onTrouble: () => undefined,
    ...given,
  });
}

describe('a collection', () => {
  it('holds what was listed and what changed after it, and drops what a new list no longer has', async () => {
    const { rows, store } = memoryStore();
    const all = collection(store);
    all.reset();
    await all.page([object('a'), object('b')]);
    await all.synced();
    all.changed([
      { type: 'ADDED', object: object('c') },
      { type: 'DELETED', object: object('a') },
    ]);
    await all.close();
    expect([...rows.keys()].sort()).toEqual(['b', 'c']);
    all.reset();
    await all.page([object('c')]);
    await all.synced();
    expect([...rows.keys()]).toEqual(['c']);
  });

  it('writes nothing for a heartbeat that changes nothing we keep', async () => {
    const { calls, store } = memoryStore();
    const all = collection(store);
    await all.page([object('a')]);
    all.changed([{ type: 'MODIFIED', object: object('a') }]);
    await all.page([object('a')]);
    await all.close();
    expect(calls.upserts).toBe(1);
  });

  it('skips an object it cannot read and keeps the others', async () => {
    const { rows, store } = memoryStore();
    const told: string[] = [];
    const all = collection(store, { onTrouble: (detail) => told.push(detail) });
    await all.page([{} as KubeObject, object('good')]);
    await all.close();
    expect([...rows.keys()]).toEqual(['good']);
    expect(told).toHaveLength(1);
  });

  it('keeps what the database refused, and the newer of two versions', async () => {
    const faults = { failures: 1 };
    const { rows, store } = memoryStore(faults);
    const all = collection(store);
    await all.page([object('a', 'old')]);
    const first = all.synced();
    all.changed([{ type: 'MODIFIED', object: object('a', 'new') }]);
    await first;
    expect(rows.get('a')).toContain('new');
  });

  it('writes a list in parts of some size, and what is left when the list breaks off', async () => {
    const { rows, calls, store } = memoryStore();
    const all = collection(store);
    const many = Array.from({ length: 499 }, (_, index) => object(`n${index}`));
    await all.page(many);
    expect(rows.size).toBe(0);
    await all.page([object('last')]);
    expect(rows.size).toBe(500);
    await all.page([object('more')]);
    all.state({ kind: 'waiting', error: new Error('reset'), retryInMs: 1 });
    await all.told;
    await vi.waitFor(() => expect(rows.size).toBe(501));
    expect(calls.upserts).toBe(2);
  });

  it('leaves out a row that the database cannot hold, and keeps the others', async () => {
    const { rows, store } = memoryStore();
    const upsert = store.upsert;
    store.upsert = async (fence, table, incoming) => {
      if (incoming.some((row) => row.includes('poison')))
        throw Object.assign(new Error('out of range'), { code: '22003' });
      await upsert(fence, table, incoming);
    };
    const told: string[] = [];
    const all = collection(store, { onTrouble: (detail) => told.push(detail) });
    await all.page([object('a'), object('poison'), object('b'), object('c')]);
    await all.synced();
    expect([...rows.keys()].sort()).toEqual(['a', 'b', 'c']);
    expect(told).toEqual(['poison cannot be kept and was skipped']);
  });
});
