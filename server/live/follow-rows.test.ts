import { describe, expect, it } from 'vitest';
import { followRows, type RowSource, touchedKeys } from './follow-rows';
import { createLiveHub } from './live-hub';

type Row = { key: string; value: number };

function source(table: Map<string, number>, reads: string[][] = []): RowSource<Row> {
  return {
    topic: 'nodes',
    read: async (keys) => {
      reads.push(keys);
      return keys.flatMap((key) => {
        const value = table.get(key);
        return value === undefined ? [] : [{ key, value }];
      });
    },
    keyOf: ({ key }) => key,
    onTrouble: () => undefined,
    retryMs: 1,
  };
}

const shown = { keys: ['east/a', 'east/b', 'west/a'], lastEventId: undefined };
const forever = () => new AbortController().signal;

describe('followRows', () => {
  it('puts a shown row that changed and removes one that is gone, and reads no other', async () => {
    const hub = createLiveHub({ coalesceMs: 0 });
    const reads: string[][] = [];
    const stream = followRows(hub, source(new Map([['east/a', 1]]), reads), shown, forever());
    const next = stream.next();
    hub.publish({ topic: 'nodes', cluster: 'east', keys: ['a', 'b', 'unseen'] });
    hub.publish({ topic: 'services', cluster: 'west' });
    expect((await next).value).toMatchObject({ put: [{ key: 'east/a', value: 1 }], removed: ['east/b'] });
    expect(reads).toEqual([['east/a', 'east/b']]);
  });

  it('is silent about changes of rows that are not shown', async () => {
    const hub = createLiveHub({ coalesceMs: 0 });
    const stream = followRows(hub, source(new Map([['west/a', 2]])), shown, forever());
    const next = stream.next();
    hub.publish({ topic: 'nodes', cluster: 'east', keys: ['z'] });
    hub.publish({ topic: 'nodes', cluster: 'west', keys: ['a'] });
    expect((await next).value).toMatchObject({ put: [{ key: 'west/a' }], removed: [] });
  });

  it('tells all shown rows again after a gap', async () => {
    const hub = createLiveHub({ coalesceMs: 0 });
    const stream = followRows(hub, source(new Map([['east/b', 3]])), { ...shown, lastEventId: 'other:1' }, forever());
    expect((await stream.next()).value).toMatchObject({ put: [{ key: 'east/b' }], removed: ['east/a', 'west/a'] });
  });
});

describe('a read that fails', () => {
  const away = (failures: number): RowSource<Row> => {
    const working = source(new Map([['west/a', 1]]));
    return {
      ...working,
      read: (keys) => (failures-- > 0 ? Promise.reject(new Error('the database is away')) : working.read(keys)),
    };
  };
  const follow = (failures: number) => {
    const hub = createLiveHub({ coalesceMs: 0 });
    const next = followRows(hub, away(failures), shown, forever()).next();
    hub.publish({ topic: 'nodes', cluster: 'west', keys: ['a'] });
    return next;
  };

  it('is tried again, so that no change is lost', async () => {
    expect((await follow(4)).value).toMatchObject({ put: [{ key: 'west/a' }] });
  });

  it('ends the stream when it goes on failing', async () => {
    await expect(follow(5)).rejects.toThrow('the database is away');
  });
});

describe('touchedKeys', () => {
  it('takes every shown row of a cluster whose change names none', () => {
    expect(touchedKeys([{ topic: 'nodes', cluster: 'east' }], 'nodes', shown.keys)).toEqual(['east/a', 'east/b']);
    expect(touchedKeys([{ topic: 'pods', cluster: 'east' }], 'nodes', shown.keys)).toEqual([]);
  });

  it('takes what stands after the cluster as the key, slashes and all', () => {
    const change = { topic: 'workloads' as const, cluster: 'east', keys: ['Deployment/shop/cart'] };
    const keys = ['east/Deployment/shop/cart', 'east/Deployment/shop/checkout', 'west/Deployment/shop/cart'];
    expect(touchedKeys([change], 'workloads', keys)).toEqual(['east/Deployment/shop/cart']);
  });
});
