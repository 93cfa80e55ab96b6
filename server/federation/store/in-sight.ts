import { Prisma } from '~/prisma/generated/client';
import { clusterInSight, namespacedInSight, wholeInSight } from '~/server/clusters/store/in-sight';
import { all } from '~/server/clusters/store/sql';
import type { Sight } from '~/server/teams/model/sight';
import type { Viewer } from '../ports/applications';

const sql = Prisma.sql;

/** What belongs to no namespace is in sight with its cluster as a whole, the rest with its namespace ('' for none). */
const placeInSight = (sight: Sight, id: Prisma.Sql, namespace: Prisma.Sql): Prisma.Sql =>
  sight === 'all'
    ? sql`TRUE`
    : sql`((${namespace} <> '' AND ${all(namespacedInSight(sight, id, namespace))})
        OR (${namespace} = '' AND ${all(wholeInSight(sight, id))}))`;

/** Applications (`a`) of one's teams, and those of which a namespace is in sight in one of their clusters. */
export const applicationInSight = ({ sight, teams }: Viewer): Prisma.Sql =>
  sight === 'all'
    ? sql`TRUE`
    : sql`(a.team_id = ANY(${[...teams]}::uuid[]) OR EXISTS (SELECT 1 FROM application_target s CROSS JOIN unnest(a.namespaces) AS n(name)
        WHERE s.application_id = a.id AND ${placeInSight(sight, sql`s.cluster_id`, sql`n.name`)}))`;

/** Targets (`t`) in clusters of which anything is in sight. */
export const targetInSight = (sight: Sight): Prisma.Sql => all(clusterInSight(sight, sql`t.cluster_id`));

/** Delivered objects, or what bears their columns. */
export const objectInSight = (sight: Sight, alias: Prisma.Sql): Prisma.Sql =>
  placeInSight(sight, sql`${alias}.cluster_id`, sql`${alias}.namespace`);
