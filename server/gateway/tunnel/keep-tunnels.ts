import type { TunnelStore } from '../tunnel-store';
import { CLOSED } from './model/limits';
import type { Tunnels } from './tunnels';

export type TunnelKeeper = {
  /** Looks at a cluster again here, and tells the other replicas to. */
  recheck(clusterId: string): Promise<void>;
  /** Another replica says that something about a cluster is new. */
  heard(clusterId: string): Promise<void>;
  /** Words may have been lost: every tunnel here is looked at, and its round trip written down. */
  lookAtAll(): Promise<void>;
};

/**
 * Keeps what ends at this replica in step with the database: a tunnel of an agent that is no longer approved or
 * has let its certificate end, and one that a greater epoch displaced, are closed; whoever waits for a member whose tunnel came up, here or elsewhere, is woken.
 */
export function keepTunnels(
  tunnels: Tunnels,
  store: TunnelStore,
  tell: (clusterId: string) => Promise<void>,
): TunnelKeeper {
  const look = async (clusterIds: string[]) => {
    const before = new Map(tunnels.all().map((live) => [live.cluster, live]));
    const standing = new Map((await store.standing(clusterIds)).map((row) => [row.clusterId, row]));
    for (const clusterId of clusterIds) {
      const newest = standing.get(clusterId);
      // without a row the cluster was removed; a tunnel that came up since then is not judged by what was read before
      if (!newest?.trusted) tunnels.close(clusterId, CLOSED.revoked, (before.get(clusterId)?.epoch ?? 0) + 1);
      else if (newest.expired) tunnels.close(clusterId, CLOSED.expired, newest.epoch + 1);
      else tunnels.close(clusterId, CLOSED.displaced, newest.epoch);
      if (newest?.trusted && !newest.expired && newest.isOpen) tunnels.wake(clusterId);
    }
  };
  return {
    recheck: async (clusterId) => {
      await tell(clusterId);
      await look([clusterId]);
    },
    heard: (clusterId) => look([clusterId]),
    lookAtAll: async () => {
      const live = tunnels.all();
      if (live.length === 0) return;
      await look(live.map(({ cluster }) => cluster));
      for (const { cluster, epoch, tunnel } of tunnels.all()) {
        const roundTripMs = tunnel.roundTripMs();
        if (roundTripMs !== null) await store.measured(cluster, epoch, roundTripMs);
      }
    },
  };
}
