import type { ClientHttp2Session } from 'node:http2';
import { http2Route } from '~/server/kube/lane/http2-lane';
import type { Route } from '~/server/kube/lane/lane';
import { Ended } from '~/server/kube/request/ended';
import { CLOSED } from './model/limits';
import type { Tunnel } from './tunnel';

export type LiveTunnel = { cluster: string; epoch: number; tunnel: Tunnel };

/** The tunnels that end at this replica; the newest of a member serves, whatever an older one still believes. */
export type Tunnels = {
  /** Answers whether it serves now: an older epoch than the one that does is closed instead. */
  adopt(live: LiveTunnel): boolean;
  find(cluster: string): LiveTunnel | undefined;
  /** Closes the tunnel of a member: all, or those older than an epoch that another replica has. */
  close(cluster: string, code: number, before?: number): void;
  all(): LiveTunnel[];
  /** A tunnel of this member is up, here or at another replica: whoever waits for it tries at once. */
  wake(cluster: string): void;
  /** The way to a member for `connectMember`. Its requests fail with `agent-away` while there is no tunnel. */
  route(cluster: string): Route;
};

/** The tunnel of a member at another replica, when one has it. */
export type Elsewhere = (cluster: string) => Promise<ClientHttp2Session | undefined>;

export function createTunnels(elsewhere: Elsewhere = async () => undefined): Tunnels {
  const live = new Map<string, LiveTunnel>();
  const waiting = new Map<string, Set<() => void>>();
  const wake: Tunnels['wake'] = (cluster) => {
    for (const listener of waiting.get(cluster) ?? []) listener();
  };
  const close: Tunnels['close'] = (cluster, code, before = Number.POSITIVE_INFINITY) => {
    const found = live.get(cluster);
    if (!found || found.epoch >= before) return;
    live.delete(cluster);
    found.tunnel.close(code);
  };
  return {
    adopt: (fresh) => {
      const present = live.get(fresh.cluster);
      if (present && present.epoch >= fresh.epoch) {
        fresh.tunnel.close(CLOSED.displaced);
        return false;
      }
      close(fresh.cluster, CLOSED.displaced);
      live.set(fresh.cluster, fresh);
      wake(fresh.cluster);
      void fresh.tunnel.over.then(() => {
        if (live.get(fresh.cluster) === fresh) live.delete(fresh.cluster);
      });
      return true;
    },
    find: (cluster) => live.get(cluster),
    close,
    all: () => [...live.values()],
    wake,
    route: (cluster) => ({
      ...http2Route(async () => {
        const session = live.get(cluster)?.tunnel.session ?? (await elsewhere(cluster));
        if (!session) throw new Ended('agent-away', 'its agent is not connected to the hub');
        return session;
      }),
      onReady: (listener) => {
        const listeners = waiting.get(cluster) ?? new Set();
        waiting.set(cluster, listeners.add(listener));
        return () => {
          listeners.delete(listener);
          if (listeners.size === 0 && waiting.get(cluster) === listeners) waiting.delete(cluster);
        };
      },
    }),
  };
}
