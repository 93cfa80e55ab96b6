import { Prisma } from '~/prisma/generated/client';
import { all, contains, inScope, PLACE } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import { pageRows } from '../core/page-rows';
import type { ApplicationStore } from '../ports/applications';
import { readBrief, readKept } from './application-heads';
import { rowOf } from './application-row';
import { applicationInSight, targetInSight } from './in-sight';
import { readTargets } from './read-targets';

const sql = Prisma.sql;

type Places = { name: string; region: string | null; zone: string | null }[];

/** What is asked of all applications at once. Status and sums are judged over targets in sight, so a page is cut from all. */
export const applicationLists = ({ prisma }: Database): Pick<ApplicationStore, 'list' | 'placed' | 'whole'> => ({
  list: async (viewer, input) => {
    const { text, scope } = input.filter ?? {};
    const within = inScope(scope);
    const runsThere = sql`EXISTS (SELECT 1 FROM application_target t JOIN cluster c ON c.id = t.cluster_id
      WHERE t.application_id = a.id AND ${all([...within, targetInSight(viewer.sight)])})`;
    const seen = [
      applicationInSight(viewer),
      ...contains(text, [sql`a.name`]),
      ...(within.length > 0 ? [runsThere] : []),
    ];
    const heads = await readBrief(prisma, all(seen));
    const targets = await readTargets(prisma, viewer.sight, heads.map(idOf));
    return pageRows(
      heads.map((head) => rowOf(head, targets.get(head.id) ?? [])),
      input,
    );
  },
  placed: async (viewer, scope) => {
    const heads = await readBrief(prisma, applicationInSight(viewer));
    const [targets, places] = await Promise.all([
      readTargets(prisma, viewer.sight, heads.map(idOf)),
      prisma.$queryRaw<Places>`SELECT c.name, ${PLACE.region} AS region, ${PLACE.zone} AS zone FROM cluster c WHERE ${all(inScope(scope))}`,
    ]);
    const placeOf = new Map(places.map(({ name, ...place }) => [name, place]));
    return heads.flatMap(({ id, name }) =>
      (targets.get(id) ?? []).flatMap(({ cluster, status, state }) => {
        const place = placeOf.get(cluster);
        return place ? [{ application: name, cluster, status, state, ...place }] : [];
      }),
    );
  },
  whole: async (viewer, name) => {
    const named = name === undefined ? [] : [sql`a.name = ${name}`];
    const heads = await readKept(prisma, all([applicationInSight(viewer), ...named]));
    const targets = await readTargets(prisma, viewer.sight, heads.map(idOf));
    return heads.map((kept) => ({ kept, targets: targets.get(kept.id) ?? [] }));
  },
});

const idOf = ({ id }: { id: string }) => id;
