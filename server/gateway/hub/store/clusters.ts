import { Prisma } from '~/prisma/generated/client';
import { STATUS } from '~/server/clusters/store/health-columns';
import { clusterInSight } from '~/server/clusters/store/in-sight';
import { iso } from '~/server/clusters/store/page';
import { all, PLACE } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import { readTaints, TAINTS } from '~/server/federation/core/read-taints';
import { isInSight } from '~/server/teams/core/in-sight';
import type { ShownCluster } from '../core/cluster-object';
import type { ClusterSource } from '../ports';

const sql = Prisma.sql;
type Row = Omit<ShownCluster, 'taints'> & { taints: string | null };

/** Clusters as the registry knows them, without what is counted in them. */
export const postgresClusters = ({ prisma }: Database): ClusterSource => ({
  clusters: async (sight) => {
    const rows = await prisma.$queryRaw<Row[]>`
      SELECT c.id::text, c.name, c.state, ${PLACE.environment} AS environment, ${PLACE.provider} AS provider,
        ${PLACE.region} AS region, ${PLACE.zone} AS zone, c.labels, c.annotations ->> ${TAINTS} AS taints,
        ${iso(sql`c.registered_at`)} AS "registeredAt", json_build_object('status', ${STATUS},
          'reason', CASE WHEN c.state = 'suspended' THEN 'suspended' ELSE coalesce(h.reason, 'never-reached') END,
          'detail', coalesce(h.detail, ''), 'since', ${iso(sql`coalesce(h.since, c.registered_at)`)}, 'version', h.version) AS health
      FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id WHERE ${all(clusterInSight(sight))} ORDER BY c.name`;
    return rows.map(({ taints, ...row }) => ({
      ...row,
      taints: isInSight(sight, { cluster: row.name }) ? readTaints(taints ?? undefined) : null,
    }));
  },
});
