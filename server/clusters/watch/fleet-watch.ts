import type { HeldLease, LeaseStore } from '../store/leases';
import type { MemberWatch } from './member-watch';

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

type Running = { lease: HeldLease; watch: MemberWatch };

/**
 * Keeps leases on members and a watch for each. A watch ends with its lease, and begins again when the member is
 * reached in another way (`revision`) or the lease was lost in between (`epoch`).
 */
export function watchFleet(options: FleetWatchOptions): FleetWatch {
  const { holder, leaseSeconds, leases, onTrouble } = options;
  const running = new Map<string, Running>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;

  const end = async (clusterId: string) => {
    const found = running.get(clusterId);
    running.delete(clusterId);
    await found?.watch.stop().catch((error: unknown) => onTrouble('a watch did not stop cleanly', error));
  };

  const begin = async (lease: HeldLease) => {
    try {
      running.set(lease.clusterId, { lease, watch: await options.start(lease) });
    } catch (error) {
      onTrouble(`${lease.name} cannot be watched`, error);
    }
  };

  const keep = async () => {
    const held = new Map((await leases.keep(holder, leaseSeconds)).map((lease) => [lease.clusterId, lease]));
    for (const [clusterId, { lease }] of running) {
      const now = held.get(clusterId);
      if (!now || now.epoch !== lease.epoch || now.revision !== lease.revision) await end(clusterId);
    }
    const fresh = [...held.values()].filter(({ clusterId }) => !stopped && !running.has(clusterId));
    await Promise.all(fresh.map(begin));
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
