import crypto from 'node:crypto';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import type { Database } from '~/server/db/client';
import { createSealer } from '~/server/db/seal';
import { configMap } from '~/server/federation/testing/revisions';

/** Two healthy clusters, `east` and `west`. */
export async function addClusters(database: Database): Promise<void> {
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  for (const name of ['east', 'west']) {
    const places = { environment: 'production', provider: null, region: `r-${name}`, zone: null };
    const { id } = await registry.add(newCluster({ name, places, labels: { side: name } }));
    await database.pool.query(
      `INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at, version) VALUES ($1, 'healthy', 'ok', now(), now(), 'v1.31.0')`,
      [id],
    );
  }
}

/** What the engine does: everything is brought to what is wanted, and what is withdrawn from is gone. */
export async function deliverAll({ pool }: Database): Promise<void> {
  await pool.query(`DELETE FROM application_target WHERE state = 'withdrawing'`);
  await pool.query(`UPDATE application_target SET state = 'applied', applied_revision = revision, as_of = now()`);
  await pool.query(
    `DELETE FROM application a WHERE removing AND NOT EXISTS (SELECT 1 FROM application_target t WHERE t.application_id = a.id)`,
  );
}

/** An application as its author writes it. */
export const applicationOf = (name: string, colour = 'blue', clusters = ['east', 'west']) => ({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name } },
  spec: {
    templates: [configMap('settings', { colour })],
    placement: { clusterAffinities: [{ name: 'all', clusterNames: clusters }] },
    overrides: [
      {
        ...{ name: 'eastern', targetCluster: { clusterNames: ['east'] } },
        overriders: [{ type: 'labels', set: { side: 'east' } }],
      },
    ],
  },
});
