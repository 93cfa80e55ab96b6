import type { HeldLease, LeaseStore } from '../store/leases';
import type { MemberWatch } from './member-watch';
import { createTurns } from './turns';

export type FleetWatchOptions = {
  holder: string;
  leaseSeconds: number;
  leases: LeaseStore;
  /** Begins to watch a member; may fail when its credential cannot be opened. */
  start(lease: HeldLease): Promise<MemberWatch>;
  onTrouble(detail: string, error: unknown): void;
};

export type FleetWatch = {
  /** Looks at once for members that were registered, changed or removed. */
  nudge(): void;
  stop(): Promise<void>;
};

/** A member waits for its turn, then has a watch; undefined when it could not begin. */
type Running = { lease: HeldLease; watch?: Promise<MemberWatch | undefined> };

/** Members that are begun at once: each is read from the start, and what is read takes memory. */
const BEGUN_AT_ONCE = 8;
/** How long a member that does not settle keeps the next one waiting. */
const SETTLE_MS = 2000;

/**
 * Keeps leases on members and a watch for each, begun a few at a time. A watch ends with its lease, and begins again when the member is
 * reached in another way (`revision`) or the lease was lost in between (`epoch`).
 */
export function watchFleet(options: FleetWatchOptions): FleetWatch {
  const { holder, leaseSeconds, leases, onTrouble } = options;
  const running = new Map<string, Running>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;

  const takeTurnToBegin = createTurns(BEGUN_AT_ONCE);

  const end = async (clusterId: string) => {
    const found = running.get(clusterId);
    running.delete(clusterId);
    const watch = await found?.watch;
    await watch?.stop().catch((error: unknown) => onTrouble('a watch did not stop cleanly', error));
  };

  const startWatch = (entry: Running) =>
    options.start(entry.lease).catch((error: unknown) => {
      onTrouble(`${entry.lease.name} cannot be watched`, error);
      if (running.get(entry.lease.clusterId) === entry) running.delete(entry.lease.clusterId);
      return undefined;
    });

  const begin = (lease: HeldLease) => {
    const entry: Running = { lease };
    running.set(lease.clusterId, entry);
    takeTurnToBegin(async () => {
      if (running.get(lease.clusterId) !== entry) return;
      entry.watch = startWatch(entry);
      const watch = await entry.watch;
      await Promise.race([watch?.settled, pause(SETTLE_MS)]);
    });
  };

  const keep = async () => {
    const held = new Map((await leases.keep(holder, leaseSeconds)).map((lease) => [lease.clusterId, lease]));
    for (const [clusterId, { lease }] of running) {
      const now = held.get(clusterId);
      if (!now || now.epoch !== lease.epoch || now.revision !== lease.revision) await end(clusterId);
    }
    const fresh = [...held.values()].filter(({ clusterId }) => !stopped && !running.has(clusterId));
    fresh.forEach(begin);
  };

  const takeTurn = () => {
    clearTimeout(timer);
    turn = turn
      .then(() => (stopped ? undefined : keep()))
      .catch((error: unknown) => onTrouble('the leases could not be kept', error))
      .finally(() => {
        clearTimeout(timer);
        if (!stopped) timer = setTimeout(takeTurn, (leaseSeconds * 1000) / 3);
      });
  };
  takeTurn();

  return {
    nudge: takeTurn,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
      await Promise.all([...running.keys()].map(end));
      await leases.release(holder);
    },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
