import { postgresRegistry } from '~/server/clusters/store/registry';
import { openDatabase } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { readEnv } from '~/server/env';
import { createLiveHub } from '~/server/live/live-hub';
import { createLog } from '~/server/log';
import { startWatches } from '~/server/process/watches';
import { createWiring } from '~/server/wiring';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import { contestant } from './contestant';

// The product: from registered members and an empty inventory to every row committed.
const [, , url = '', key = '', expected = '0'] = process.argv;
const env = { ...readEnv({}), dialAllow: '127.0.0.0/8', leaseSeconds: 60 };
const database = openDatabase(url);
const sealer = createSealer([Buffer.from(key, 'base64')]);
const live = createLiveHub();
const wiring = createWiring({
  env,
  log: createLog('warn'),
  database,
  sealer,
  live,
  rights: { onChange: () => () => undefined, close: async () => undefined },
  changed: () => undefined,
  publish: () => undefined,
  hubId: 'bench',
  authority: { certificate: '', key: '' },
  tellTunnels: async () => undefined,
  yaml: createYamlThread(),
});
await postgresRegistry(database, sealer).find('warm-up');
const clusters = (await database.pool.query<{ id: string }>('SELECT id FROM cluster')).rows;
const nodesOfEach = Number(expected) / clusters.length;

const countNodes = async (where = '', values: string[] = []) => {
  const { rows } = await database.pool.query<{ nodes: number }>(
    `SELECT count(*)::int AS nodes FROM inventory_node ${where}`,
    values,
  );
  return rows[0]?.nodes ?? 0;
};

await contestant(async () => {
  startWatches(wiring, (topic, cluster) => live.publish({ topic, cluster }));
  // one member at a time, so that looking on does not cost what is measured
  for (const { id } of clusters) {
    while ((await countNodes('WHERE cluster_id = $1', [id])) < nodesOfEach) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return countNodes();
});
