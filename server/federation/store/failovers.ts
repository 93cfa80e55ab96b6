import { Prisma } from '~/prisma/generated/client';
import { STATUS } from '~/server/clusters/store/health-columns';
import type { Database } from '~/server/db/client';
import { isInSight } from '~/server/teams/core/in-sight';
import type { Standing } from '../core/judge-failover';
import { Failover } from '../model/failover';
import type { FailoverStore, Ran } from '../ports/failovers';

const sql = Prisma.sql;
const MOST_SHOWN = 200;

type FleetRow = Omit<Standing, 'isCordoned'> & { state: string };

/** Failovers in PostgreSQL; of each cluster and application one is open at most. */
export function postgresFailovers({ prisma }: Database): FailoverStore {
  return {
    fleet: async () => {
      const rows = await prisma.$queryRaw<FleetRow[]>`SELECT c.name AS cluster, ${STATUS} AS status,
        coalesce(h.since, c.registered_at) AS since, c.state, c.state_since AS "cordonedSince"
        FROM cluster c LEFT JOIN cluster_health h ON h.cluster_id = c.id`;
      return rows.map(({ state, ...row }) => ({ ...row, isCordoned: state === 'cordoned' }));
    },
    open: async () => {
      const rows = await prisma.applicationFailover.findMany({ where: { endedAt: null }, include: OF_CLUSTER });
      return rows.map((row) => {
        const { id, cluster, reason, until } = shown(row);
        return {
          id,
          cluster,
          reason,
          until: until === null ? null : new Date(until),
          applicationId: row.applicationId,
        };
      });
    },
    begunSince: async (moment) => {
      const counts = await prisma.applicationFailover.groupBy({
        by: ['applicationId'],
        where: { since: { gte: moment }, reason: { not: 'drill' } },
        _count: true,
      });
      return new Map(counts.map(({ applicationId, _count }) => [applicationId, _count]));
    },
    begin: async ({ applicationId, cluster, ...facts }) => {
      const found = await prisma.cluster.findUnique({ where: { name: cluster }, select: { id: true } });
      if (!found) return undefined;
      const [made] = await prisma.$queryRaw<{ id: string }[]>`
        INSERT INTO application_failover (id, application_id, cluster_id, reason, by, note, until, ran, moved_to)
        SELECT ${crypto.randomUUID()}::uuid, ${applicationId}::uuid, ${found.id}::uuid, ${facts.reason}, ${facts.by}, ${facts.note},
          ${facts.until}, (${RAN(applicationId)}), '{}'
        ON CONFLICT (application_id, cluster_id) WHERE ended_at IS NULL DO NOTHING RETURNING id::text`;
      return made?.id;
    },
    moved: async (id, clusters) => {
      await prisma.applicationFailover.update({ where: { id }, data: { movedTo: [...clusters] } });
    },
    end: async (applicationId, id, why) => {
      const [ended] = await prisma.applicationFailover.updateManyAndReturn({
        where: { id, applicationId, endedAt: null },
        data: { endedAt: new Date(), ended: why },
      });
      return ended && (ended.ran as Ran);
    },
    list: async ({ sight }, applicationId) => {
      const rows = await prisma.applicationFailover.findMany({
        where: { applicationId },
        include: OF_CLUSTER,
        orderBy: { since: 'desc' },
        take: MOST_SHOWN,
      });
      const isSeen = (cluster: string) => isInSight(sight, { cluster, some: true });
      return rows
        .map(shown)
        .filter(({ cluster }) => isSeen(cluster))
        .map((row) => ({ ...row, movedTo: row.movedTo.filter(isSeen) }));
    },
  };
}

const OF_CLUSTER = { cluster: { select: { name: true } } } as const;

const RAN = (applicationId: string) => sql`SELECT coalesce(jsonb_object_agg(c.name, t.replicas), '{}')
  FROM application_target t JOIN cluster c ON c.id = t.cluster_id
  WHERE t.application_id = ${applicationId}::uuid AND t.state <> 'withdrawing'`;

type Row = Prisma.ApplicationFailoverGetPayload<{ include: typeof OF_CLUSTER }>;

const shown = ({ cluster, since, until, endedAt, ...row }: Row): Failover =>
  Failover.parse({
    ...{ ...row, cluster: cluster.name, since: since.toISOString() },
    ...{ until: until?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null },
  });
