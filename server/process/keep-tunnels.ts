import { createNotifier } from '~/server/db/notify';
import { CLOSED } from '~/server/gateway/tunnel/model/limits';
import type { Wiring } from '~/server/wiring';

const CHANNEL = 'portolan_tunnels';
/** Words between replicas can be lost; what they would have said is looked up so often. */
const LOOK_MS = 10_000;

export type TunnelNews = { tell(clusterId: string): Promise<void>; close(): Promise<void> };

/** Replicas tell each other of tunnels; whoever missed it looks for itself. Ends with all tunnels, which move elsewhere. */
export async function keepTunnelsInStep(url: string, wiring: Wiring): Promise<TunnelNews> {
  const { agents, database, log, processId } = wiring;
  const { keeper, tunnels } = agents;
  const onTrouble = (error: unknown) => log.warn({ err: error }, 'tunnels could not be looked at');
  const lookAtAll = () => void keeper.lookAtAll().catch(onTrouble);
  const notifier = await createNotifier({
    ...{ url, pool: database.pool, channel: CHANNEL, onGap: lookAtAll },
    onMessage: (clusterId) => void keeper.heard(clusterId).catch(onTrouble),
  });
  const timer = setInterval(lookAtAll, LOOK_MS);
  return {
    tell: notifier.send,
    close: async () => {
      clearInterval(timer);
      for (const { cluster } of tunnels.tunnels.all()) tunnels.tunnels.close(cluster, CLOSED.moving);
      await tunnels.store.endAllOf(processId);
      await notifier.close();
    },
  };
}
