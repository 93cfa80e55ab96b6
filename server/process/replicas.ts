import type pg from 'pg';
import { createNotifier } from '~/server/db/notify';
import { type Change, TOPICS } from '~/server/live/change';
import type { LiveHub } from '~/server/live/live-hub';

const CHANNEL = 'portolan_live';
const MAX_NOTICE = 7800;

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
    tell: (change) => void notifier.send(writeChange(change)).catch(() => undefined),
    close: notifier.close,
  };
}

/** PostgreSQL takes 8 kB at most: where the keys do not fit, any row may have changed. */
function writeChange({ topic, cluster, keys }: Change): string {
  const full = JSON.stringify({ topic, cluster, keys });
  return full.length <= MAX_NOTICE ? full : JSON.stringify({ topic, cluster });
}

function readChange(message: string): Change | undefined {
  const { topic, cluster, keys } = JSON.parse(message) as Partial<Change>;
  if (!topic || !TOPICS.includes(topic) || typeof cluster !== 'string') return undefined;
  return { topic, cluster, ...(Array.isArray(keys) ? { keys } : {}) };
}
