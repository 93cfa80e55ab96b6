import { Prisma } from '~/prisma/generated/client';
import { all, contains, inScope } from '~/server/clusters/store/sql';
import type { Database } from '~/server/db/client';
import { isInSight } from '~/server/teams/core/in-sight';
import type { Sight } from '~/server/teams/model/sight';
import { pageRows } from '../core/page-rows';
import type { ApplicationSpec } from '../model/application';
import type { DeliveredObject, Target } from '../model/target';
import type { ApplicationStore, KeptApplication, Viewer, WantedObject } from '../ports/applications';
import { rowOf } from './application-row';
import { applicationInSight, objectInSight, targetInSight } from './in-sight';
import { describeApplication, removeApplication, saveRevision } from './save-revision';
import { drifted, TARGETS, type TargetRow, targetOf } from './target-rows';

const sql = Prisma.sql;
const ROWS = { maxWait: 10_000, timeout: 30_000 };

/** Applications in PostgreSQL; what of them is in sight is decided in SQL. */
export function postgresApplications({ prisma }: Database): ApplicationStore {
  const targetsOf = (sight: Sight, applications: Prisma.Sql) =>
    prisma.$queryRaw<
      TargetRow[]
    >`${TARGETS(objectInSight(sight, sql`o`), objectInSight(sight, sql`d`))} WHERE ${targetInSight(sight)} AND ${applications} ORDER BY c.name`;

  return {
    ...writesOf(prisma),
    list: async (viewer, input) => {
      const { text, scope } = input.filter ?? {};
      const within = inScope(scope);
      const runsThere =
        within.length === 0
          ? []
          : [
              sql`EXISTS (SELECT 1 FROM application_target t JOIN cluster c ON c.id = t.cluster_id
                WHERE t.application_id = a.id AND ${all([...within, targetInSight(viewer.sight)])})`,
            ];
      const heads = await prisma.$queryRaw<Head[]>(
        headsWhere(all([applicationInSight(viewer), ...contains(text, [sql`a.name`]), ...runsThere])),
      );
      const ids = heads.map(({ id }) => id);
      const targets = await targetsOf(viewer.sight, sql`t.application_id = ANY(${ids}::uuid[])`);
      const byApplication = new Map(heads.map(({ id }): [string, Target[]] => [id, []]));
      for (const target of targets) byApplication.get(target.applicationId)?.push(targetOf(target));
      // status and sums are judged over targets in sight, so that a page is cut from all of them
      return pageRows(
        heads.map((head) => rowOf(headOf(head), byApplication.get(head.id) ?? [])),
        input,
      );
    },
    whole: async (viewer, name) => {
      const seen = [applicationInSight(viewer), ...(name === undefined ? [] : [sql`a.name = ${name}`])];
      const heads = await prisma.$queryRaw<Head[]>(headsWhere(all(seen)));
      const ids = heads.map(({ id }) => id);
      const rows = await targetsOf(viewer.sight, sql`t.application_id = ANY(${ids}::uuid[])`);
      const of = new Map(ids.map((id): [string, Target[]] => [id, []]));
      for (const row of rows) of.get(row.applicationId)?.push(withoutUnseen(viewer.sight, targetOf(row)));
      return heads.map((head) => ({ kept: headOf(head), targets: of.get(head.id) ?? [] }));
    },
    find: async (viewer, name, revision) => {
      const seen = sql`a.name = ${name} AND ${applicationInSight(viewer)}`;
      const [head] = await prisma.$queryRaw<Head[]>(headsWhere(seen, revision));
      return head && headOf(head);
    },
    revisions: async (application) => {
      const rows = await prisma.applicationRevision.findMany({
        where: { applicationId: application },
        orderBy: { number: 'desc' },
        omit: { spec: true, text: true },
      });
      return rows.map(({ number, author, reason, restores, createdAt }) => ({
        ...{ number, author, reason, restores, createdAt: createdAt.toISOString() },
      }));
    },
    targets: async ({ sight }, application) => {
      const rows = await targetsOf(sight, sql`t.application_id = ${application}::uuid`);
      return rows.map((row) => withoutUnseen(sight, targetOf(row)));
    },
    objects: async ({ sight }: Viewer, application, cluster) => {
      const rows = await prisma.$queryRaw<(Omit<DeliveredObject, 'since' | 'asOf'> & { since: Date; asOf: Date })[]>`
        SELECT o."group", o.version, o.kind, o.plural, o.namespace, o.name, o.uid, o.status, o.reason, o.wanted, o.ready, o.since,
          greatest(o.as_of, t.as_of) AS "asOf", ${drifted(sql`(d."group", d.kind, d.namespace, d.name) = (o."group", o.kind, o.namespace, o.name) AND d.application_id = o.application_id AND d.cluster_id = o.cluster_id`)} AS drifted
        FROM application_object o JOIN cluster c ON c.id = o.cluster_id
          LEFT JOIN application_target t ON t.application_id = o.application_id AND t.cluster_id = o.cluster_id
        WHERE o.application_id = ${application}::uuid AND c.name = ${cluster} AND ${objectInSight(sight, sql`o`)}
        ORDER BY o.kind, o.namespace, o.name`;
      return rows.map((row) => ({ ...row, since: row.since.toISOString(), asOf: row.asOf.toISOString() }));
    },
    wanted: async (application) => {
      const rows = await prisma.applicationTarget.findMany({
        where: { applicationId: application, state: { not: 'withdrawing' } },
        select: { replicas: true, objects: true, cluster: { select: { name: true } } },
        orderBy: { cluster: { name: 'asc' } },
      });
      return rows.map(({ replicas, objects, cluster }) => ({
        ...{ cluster: cluster.name, replicas },
        objects: objects as unknown as WantedObject[],
      }));
    },
  };
}

const writesOf = (prisma: Database['prisma']): Pick<ApplicationStore, 'save' | 'describe' | 'remove'> => ({
  save: (revision) => prisma.$transaction((tx) => saveRevision(tx, revision), ROWS),
  describe: (name, base, described) =>
    prisma.$transaction((tx) => describeApplication(tx, name, base, described), ROWS),
  remove: (name, base, author) => prisma.$transaction((tx) => removeApplication(tx, name, base, author), ROWS),
});

type Head = Omit<KeptApplication, 'revision' | 'spec' | 'text' | 'createdAt'> & {
  begunAt: Date;
  number: number;
  author: string;
  reason: string;
  restores: number | null;
  createdAt: Date;
  spec: ApplicationSpec;
  text: string;
};

const headsWhere = (seen: Prisma.Sql, revision?: number) => sql`
  SELECT a.id::text, a.name, CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END AS team, a.removing AS "isRemoving", a.namespaces, a.wanted AS newest, a.created_at AS "begunAt", a.described,
    r.number, r.author, r.reason, r.restores, r.created_at AS "createdAt", r.spec, r.text
  FROM application a LEFT JOIN team t ON t.id = a.team_id
    JOIN application_revision r ON r.application_id = a.id AND r.number = ${revision === undefined ? sql`a.wanted` : sql`${revision}`}
  WHERE ${seen} ORDER BY a.name`;

const headOf = ({
  begunAt,
  number,
  author,
  reason,
  restores,
  createdAt,
  spec,
  text,
  ...head
}: Head): KeptApplication => ({
  ...head,
  createdAt: begunAt.toISOString(),
  revision: { number, author, reason, restores, createdAt: createdAt.toISOString() },
  ...{ spec, text },
});

const withoutUnseen = (sight: Sight, target: Target): Target => ({
  ...target,
  problems: target.problems.filter((problem) => isSeen(sight, target.cluster, problem)),
});

const isSeen = (sight: Sight, cluster: string, { kind, namespace }: { kind: string; namespace: string }) =>
  kind === '' || isInSight(sight, { cluster, ...(namespace === '' ? {} : { namespace }) });
