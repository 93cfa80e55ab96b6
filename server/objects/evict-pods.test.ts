import { describe, expect, it } from 'vitest';
import { type ClusterFailure, DomainError } from '~/server/kernel/failure';
import type { MemberClient } from '~/server/kube/member-client';
import { type Evicting, evictAll } from './evict-pods';
import { DrainOptions } from './model/drain';

const refused = (status: number, detail: string) =>
  new DomainError({
    kind: 'cluster-refused',
    cluster: 'c',
    status,
    reason: '',
    detail,
    causes: [],
  } satisfies ClusterFailure);

/** A member whose evictions answer in turn as said; a pod that was evicted is gone at the second look. */
function world(answers: (DomainError | 'ok')[]) {
  const looks = new Map<string, number>();
  let now = 0;
  const saved: Parameters<Evicting['save']>[0][] = [];
  let cancelled = false;
  const client = {
    create: async () => {
      const answer = answers.shift() ?? 'ok';
      if (answer !== 'ok') throw answer;
      return { metadata: { name: 'x' } };
    },
    get: async (_kind: unknown, { name }: { name: string }) => {
      looks.set(name, (looks.get(name) ?? 0) + 1);
      if ((looks.get(name) ?? 0) > 1) throw refused(404, 'gone');
      return { metadata: { name, deletionTimestamp: 'now' } };
    },
  } as unknown as MemberClient;
  const evicting: Evicting = {
    client,
    clock: { now: () => new Date(now), monotonic: () => now },
    options: DrainOptions.parse({ timeoutSeconds: 10 }),
    version: 'v1',
    save: async (change) => {
      saved.push(change);
      return { cancelled };
    },
    wait: async (ms) => {
      now += ms;
    },
  };
  const last = () => saved.findLast(({ pods }) => pods)?.pods?.map(({ name, state }) => [name, state]);
  return { evicting, saved, last, cancel: () => (cancelled = true) };
}

const pods = (...names: string[]) => names.map((name) => ({ namespace: 'a', name }));

describe('evictAll', () => {
  it('waits until every pod is gone', async () => {
    const { evicting, last } = world([]);
    expect(await evictAll(evicting, pods('one', 'two'))).toBe('done');
    expect(last()).toEqual([
      ['one', 'gone'],
      ['two', 'gone'],
    ]);
  });

  it('lets a pod wait while its budget allows no disruption, in the words of the member', async () => {
    const { evicting, saved } = world([refused(429, 'budget web needs 2'), 'ok']);
    expect(await evictAll(evicting, pods('one'))).toBe('done');
    expect(saved[0]?.pods).toMatchObject([{ state: 'waiting', said: 'budget web needs 2' }]);
  });

  it('gives up when the time is over, and says which pods are left', async () => {
    const { evicting, saved, last } = world(Array.from({ length: 50 }, () => refused(429, 'budget')));
    expect(await evictAll(evicting, pods('one'))).toBe('failed');
    expect(last()).toEqual([['one', 'waiting']]);
    expect(saved.at(-1)).toMatchObject({ state: 'failed', said: 'timeout' });
  });

  it.each([
    { kind: 'forbidden', action: 'objects.drain', missing: 'operator' },
    { kind: 'not-found', what: 'cluster', name: 'c' },
  ] as const)('stops before the next eviction when who began it may no longer: $kind', async (denial) => {
    const { evicting, saved, last } = world(['ok', new DomainError(denial)]);
    expect(await evictAll(evicting, pods('one', 'two'))).toBe('failed');
    expect(last()).toEqual([
      ['one', 'evicted'],
      ['two', 'waiting'],
    ]);
    expect(saved).toMatchObject([{ state: 'failed', said: 'rights' }]);
  });

  it('stops when someone cancels, and fails what is refused for good', async () => {
    const stopped = world(Array.from({ length: 50 }, () => refused(429, 'budget')));
    stopped.cancel();
    expect(await evictAll(stopped.evicting, pods('one'))).toBe('cancelled');
    const forbidden = world([refused(403, 'not allowed')]);
    expect(await evictAll(forbidden.evicting, pods('one'))).toBe('failed');
    expect(forbidden.last()).toEqual([['one', 'failed']]);
  });
});
