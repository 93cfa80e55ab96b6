import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { isInSight } from '~/server/teams/core/in-sight';
import type { Sight } from '~/server/teams/model/sight';
import type { Target } from '../model/target';
import { objectInSight, targetInSight } from './in-sight';
import { TARGETS, type TargetRow, targetOf } from './target-rows';

const sql = Prisma.sql;

/** The targets in sight of every application of `ids`, by the names of their clusters. */
export async function readTargets(
  prisma: Database['prisma'],
  sight: Sight,
  ids: readonly string[],
): Promise<Map<string, Target[]>> {
  const rows = await prisma.$queryRaw<
    TargetRow[]
  >`${TARGETS(objectInSight(sight, sql`o`), objectInSight(sight, sql`d`))}
    WHERE ${targetInSight(sight)} AND t.application_id = ANY(${[...ids]}::uuid[]) ORDER BY c.name`;
  const of = new Map(ids.map((id): [string, Target[]] => [id, []]));
  for (const row of rows) of.get(row.applicationId)?.push(withoutUnseen(sight, targetOf(row)));
  return of;
}

const withoutUnseen = (sight: Sight, target: Target): Target => ({
  ...target,
  problems: target.problems.filter((problem) => isSeen(sight, target.cluster, problem)),
});

const isSeen = (sight: Sight, cluster: string, { kind, namespace }: { kind: string; namespace: string }) =>
  kind === '' || isInSight(sight, { cluster, ...(namespace === '' ? {} : { namespace }) });
