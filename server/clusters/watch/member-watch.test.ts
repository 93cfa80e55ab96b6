import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import { createReadingBudget } from '~/server/kube/list/reading-budget';
import type { MemberClient, WatchListener } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { HealthStore } from '../store/health';
import type { InventoryStore } from '../store/inventory';
import { watchMember } from './member-watch';

const nothing = async () => undefined;
const inventory: InventoryStore = {
  upsert: nothing,
  remove: nothing,
  removeMissing: nothing,
  replacePodCounts: nothing,
  recordSync: nothing,
  observeCluster: nothing,
};

/** A watch of a member whose lists are all told at once, or never; `probe` never answers, and fails when it is stopped. */
function watching(isTold: boolean) {
  const reading = createReadingBudget();
  const aborted = { kind: 'cluster-unreachable', cluster: 'c', reason: 'aborted', detail: 'closed' } as const;
  let breakOff = () => {};
  const probe = vi.fn(
    () =>
      new Promise<never>((_resolve, reject) => {
        breakOff = () => reject(new DomainError(aborted));
      }),
  );
  const record = vi.fn(async () => ({ changed: false }));
  const client: Pick<MemberClient, 'watch' | 'raw' | 'pages'> = {
    watch: (_resource, _query, on: WatchListener) => {
      on.reset();
      if (isTold) void on.synced();
      return { close: () => undefined };
    },
    raw: async () => ({ status: 200, body: '{"resources":[{"name":"cronjobs"}]}' }),
    pages: async function* () {},
  };
  const watch = watchMember({
    fence: { clusterId: 'c', holder: 'h', epoch: 1 },
    expectedUid: null,
    client: client as MemberClient,
    connection: { reading, close: async () => breakOff() } as unknown as MemberConnection,
    probe,
    inventory,
    health: { record } as unknown as HealthStore,
    places: { region: 'region', zone: 'zone' },
    clock: systemClock,
    publish: () => undefined,
    onTrouble: (detail, error) => {
      throw new Error(detail, { cause: error });
    },
    probeEveryMs: 60_000,
    podsEveryMs: 60_000,
  });
  return { watch, probe, record, reading };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('examines a member whose objects are there when the lists of the others are read', async () => {
  const { watch, probe, reading } = watching(true);
  const leave = await reading.enter();
  await vi.advanceTimersByTimeAsync(2000);
  expect(probe).not.toHaveBeenCalled();
  leave();
  await vi.advanceTimersByTimeAsync(100);
  expect(probe).toHaveBeenCalledOnce();
  await watch.stop();
});

it('does not wait for the list of another that does not come', async () => {
  const { watch, probe, reading } = watching(true);
  await reading.enter();
  await vi.advanceTimersByTimeAsync(5000);
  expect(probe).toHaveBeenCalledOnce();
  await watch.stop();
});

it('examines a member that does not answer while others are read, to say why', async () => {
  const { watch, probe, reading } = watching(false);
  await reading.enter();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(probe).toHaveBeenCalledOnce();
  await watch.stop();
});

it('records nothing of an examination that it breaks off itself', async () => {
  const { watch, probe, record } = watching(true);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(probe).toHaveBeenCalledOnce();
  await watch.stop();
  await vi.advanceTimersByTimeAsync(100);
  expect(record).not.toHaveBeenCalled();
});
