import type pg from 'pg';
import { createNotifier } from '~/server/db/notify';
import { type Change, TOPICS } from '~/server/live/change';
import type { LiveHub } from '~/server/live/live-hub';

const CHANNEL = 'portolan_live';

export type Replicas = { tell(change: Change): void; close(): Promise<void> };

/** What changed here is told to the other replicas, and what changed there to the browsers here. */
export async function joinReplicas(
  url: string,
  pool: pg.Pool,
  live: LiveHub,
  onClusters: () => void,
): Promise<Replicas> {
  const notifier = await createNotifier({
    url,
    pool,
    channel: CHANNEL,
    onGap: live.resync,
    onMessage: (message) => {
      const change = readChange(message);
      if (change) live.publish(change);
      if (change?.topic === 'clusters') onClusters();
    },
  });
  return {
    // a lost word costs a browser here or there a moment of age; its next read is right
    tell: (change) => void notifier.send(JSON.stringify(change)).catch(() => undefined),
    close: notifier.close,
  };
}

function readChange(message: string): Change | undefined {
  const { topic, cluster } = JSON.parse(message) as Partial<Change>;
  return topic && TOPICS.includes(topic) && typeof cluster === 'string' ? { topic, cluster } : undefined;
}
