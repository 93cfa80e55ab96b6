import { createNotifier } from '~/server/db/notify';
import { CLOSED } from '~/server/gateway/tunnel/model/limits';
import { createWiring, type Ground, type Wiring } from '~/server/wiring';

const CHANNEL = 'portolan_tunnels';
/** Words between replicas can be lost; what they would have said is looked up so often. */
const LOOK_MS = 10_000;

type TunnelNews = { tell(clusterId: string): Promise<void>; close(): Promise<void> };

/** The wiring of a process whose tunnels are kept in step with those of the other replicas. */
export async function wireWithTunnels(
  url: string,
  ground: Omit<Ground, 'tellTunnels'>,
): Promise<{ wiring: Wiring; news: TunnelNews }> {
  let news: TunnelNews | undefined;
  const wiring = createWiring({ ...ground, tellTunnels: async (clusterId) => news?.tell(clusterId) });
  news = await keepTunnelsInStep(url, wiring);
  return { wiring, news };
}

/** Replicas tell each other of tunnels; whoever missed it looks for itself. Ends with all tunnels, which move elsewhere. */
async function keepTunnelsInStep(url: string, wiring: Wiring): Promise<TunnelNews> {
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
