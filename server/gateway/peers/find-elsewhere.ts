import type { ClientHttp2Session } from 'node:http2';
import type { Elsewhere } from '../tunnel/tunnels';
import type { TunnelStore } from '../tunnel-store';
import { dialPeer } from './dial-peer';

type Hop = { epoch: number; session: Promise<ClientHttp2Session> };

/** Sessions to members whose tunnels end at other replicas: one for each, for as long as its epoch is the newest. */
export function findElsewhere(store: Pick<TunnelStore, 'holderOf'>, holder: string, authorityKey: string): Elsewhere {
  const hops = new Map<string, Hop>();
  return async (cluster) => {
    const found = await store.holderOf(cluster);
    const known = hops.get(cluster);
    if (known && known.epoch !== found?.epoch) {
      hops.delete(cluster);
      void known.session.then((session) => session.close()).catch(() => undefined);
    }
    if (!found || found.holder === holder) return undefined;
    const hop = hops.get(cluster) ?? { epoch: found.epoch, session: dialPeer(found.address, cluster, authorityKey) };
    hops.set(cluster, hop);
    const forget = () => hops.get(cluster) === hop && hops.delete(cluster);
    try {
      const session = await hop.session;
      if (!session.closed && !session.destroyed) {
        if (session.listenerCount('close', forget) === 0) session.once('close', forget);
        return session;
      }
    } catch {
      // the replica is gone; its agent comes to another one, and until then it is away
    }
    forget();
    return undefined;
  };
}
