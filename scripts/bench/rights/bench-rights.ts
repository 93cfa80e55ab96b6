import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WorkloadListInput } from '~/server/clusters/model/inventory';
import { workloadLists } from '~/server/clusters/store/workload-lists';
import { type Database, openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { ensureDatabase, migrateDatabase } from '~/server/db/migrate';
import type { HeldGrant } from '~/server/teams/model/rights';
import { postgresSights } from '~/server/teams/store/sights';
import { type Bench, median, round } from '../measure';

const ROUNDS = 9;
const GRANTS = 500;
const CLUSTERS = 100;
const NAMESPACES = 20;
const QUESTIONS = [
  WorkloadListInput.parse({ offset: 0, limit: 100, sort: { by: 'name', descending: false } }),
  WorkloadListInput.parse({ offset: 50_000, limit: 100, sort: { by: 'status', descending: false } }),
  WorkloadListInput.parse({ offset: 0, limit: 100, filter: { text: 'web-7' } }),
];

/** A page of 100,000 workloads for who may see everything, and for who may by 500 grants, resolved anew for each page. */
export const benchRights: Bench = async ({ quick }) => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-rights-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/rights`;
  await ensureDatabase(url);
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const database = openDatabase(url, 4);
  try {
    await fill(database, quick ? 5 : 50);
    const times = { plain: [] as number[], scoped: [] as number[] };
    const { workloads } = workloadLists(database);
    const sights = postgresSights(database);
    const ask = {
      plain: async () => {
        for (const question of QUESTIONS) await workloads('all', question);
      },
      scoped: async () => {
        for (const question of QUESTIONS) await workloads(await sights.of(RIGHTS, 'clusters.listWorkloads'), question);
      },
    };
    for (let turn = 0; turn <= ROUNDS; turn++) {
      for (const name of ['plain', 'scoped'] as const) {
        const began = performance.now();
        await ask[name]();
        // the first turn warms caches and plans
        if (turn > 0) times[name].push((performance.now() - began) / QUESTIONS.length);
      }
    }
    const figures = {
      plain_ms: round(median(times.plain)),
      scoped_ms: round(median(times.scoped)),
      grants: RIGHTS.length,
    };
    return { figures, goals: [{ goal: 'scoped <= 1.2 × plain', met: figures.scoped_ms <= 1.2 * figures.plain_ms }] };
  } finally {
    await database.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** Five grants on each cluster, by name, by label or by environment, each on four namespaces: together every row, so that only the filter differs. */
const RIGHTS: HeldGrant[] = Array.from({ length: GRANTS }, (_, index) => {
  const cluster = index % CLUSTERS;
  const first = Math.floor(index / CLUSTERS) * 4;
  return {
    ...{ id: `g${index}`, role: 'viewer', actions: ['clusters.listWorkloads'], team: null, expiresAt: null },
    scope: {
      clusters:
        index % 3 === 0
          ? { by: 'label', labels: { number: String(cluster) } }
          : { by: 'name', names: [`cluster-${cluster}`] },
      namespaces: [0, 1, 2, 3].map((next) => `space-${first + next}`),
      environments: index % 5 === 0 ? ['prod'] : null,
    },
  };
});

async function fill({ pool }: Database, workloadsEach: number): Promise<void> {
  await pool.query(`INSERT INTO cluster (id, name, server, environment, labels, registered_by)
    SELECT gen_random_uuid(), 'cluster-' || i, 'https://192.0.2.1', 'prod', jsonb_build_object('number', i::text), 'a bench'
    FROM generate_series(0, ${CLUSTERS - 1}) i`);
  await pool.query(`INSERT INTO inventory_namespace (cluster_id, name, uid, labels, status, created_at, observed_at)
    SELECT c.id, 'space-' || n, 'u', '{}', 'healthy', now(), now() FROM cluster c, generate_series(0, ${NAMESPACES - 1}) n`);
  await pool.query(`INSERT INTO inventory_workload (cluster_id, kind, namespace, name, uid, labels, status, reason, images, desired, ready, created_at, observed_at)
    SELECT c.id, 'Deployment', 'space-' || n, 'web-' || w, 'u', '{"app": "web"}', CASE WHEN w % 17 = 0 THEN 'degraded' ELSE 'healthy' END,
      'Available', ARRAY['registry.example/web:1'], 3, 3, now(), now()
    FROM cluster c, generate_series(0, ${NAMESPACES - 1}) n, generate_series(1, ${workloadsEach}) w`);
  await pool.query('ANALYZE');
}
