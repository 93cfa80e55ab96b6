import crypto from 'node:crypto';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import type { Database } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { advanceRollouts } from '../advance-rollouts';
import type { RolloutPlan } from '../ports/applications';
import { postgresApplications } from '../store/applications';
import { postgresDeliveries } from '../store/deliveries';
import { postgresRollouts } from '../store/rollouts';
import { ALL } from './delivery-world';
import { configMap, newRevision, wantedTarget } from './revisions';

export type RolloutWorld = Awaited<ReturnType<typeof openRolloutWorld>>;

/** Clusters `a`, `b` and `c` without members, and one application whose revisions go to `a` first; the clock is the test's. */
export async function openRolloutWorld(database: Database) {
  const { prisma, pool } = database;
  const [applications, deliveries, rollouts] = [
    postgresApplications(database),
    postgresDeliveries(database),
    postgresRollouts(database),
  ];
  const ids = new Map<string, string>();
  const idOf = (cluster: string) => ids.get(cluster) ?? '';
  const name = `app-${crypto.randomUUID().slice(0, 8)}`;
  let now = new Date();

  await prisma.application.deleteMany();
  await prisma.cluster.deleteMany();
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  for (const each of ['a', 'b', 'c']) ids.set(each, (await registry.add(newCluster({ name: each }))).id);
  await pool.query(`INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at, version)
    SELECT id, 'healthy', 'ok', now(), now(), 'v1.34.0' FROM cluster`);
  await postgresLeases(database).keep('me', 600);

  const applicationId = async () => (await prisma.application.findUniqueOrThrow({ where: { name } })).id;
  const look = () => advanceRollouts({ rollouts, clock: { now: () => now }, changed: () => undefined });
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const newest = async () => {
    const found = await rollouts.newest(ALL, await applicationId());
    if (!found) throw new Error('it has a rollout');
    return found;
  };

  return {
    ...{ name, applications, deliveries, rollouts, idOf, applicationId, look, newest },
    now: () => now,
    /** A revision that wants this of each cluster, in waves unless there is no strategy. */
    save: (data: Record<string, string>, base: number | null, strategy: RolloutPlan['strategy'] | null) =>
      applications.save(
        newRevision({
          ...{ name, base },
          targets: [...ids].map(([cluster, id]) => ({
            ...wantedTarget(id, [configMap('settings', data)]),
            wave: cluster === 'a' || !strategy ? 0 : 1,
          })),
          rollout: strategy && {
            strategy,
            waves: [
              { name: 'a', clusters: ['a'] },
              { name: '', clusters: ['b', 'c'] },
            ],
          },
        }),
      ),
    due: async () => (await deliveries.due('me')).map(({ cluster }) => cluster).toSorted(),
    targetOf: async (cluster: string) =>
      (await applications.targets(ALL, await applicationId())).find((target) => target.cluster === cluster),
    kinds: async () => (await newest()).events.map(({ kind }) => kind),
    /** Until all that is opened has been well for long enough. */
    prove: async () => {
      await look();
      pass(6);
      await look();
    },
  };
}
