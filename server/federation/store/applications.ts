import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { DeliveredObject } from '../model/target';
import type { ApplicationStore, Viewer, WantedObject } from '../ports/applications';
import { readKept } from './application-heads';
import { applicationLists } from './application-lists';
import { applicationInSight, objectInSight } from './in-sight';
import { readTargets } from './read-targets';
import { describeApplication, removeApplication, saveRevision } from './save-revision';
import { drifted } from './target-rows';

const sql = Prisma.sql;
const ROWS = { maxWait: 10_000, timeout: 30_000 };

/** Applications in PostgreSQL; what of them is in sight is decided in SQL. */
export function postgresApplications(db: Database): ApplicationStore {
  const { prisma } = db;
  return {
    ...writesOf(prisma),
    ...applicationLists(db),
    find: async (viewer, name, revision) => {
      const [found] = await readKept(prisma, sql`a.name = ${name} AND ${applicationInSight(viewer)}`, revision);
      return found;
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
    targets: async ({ sight }, application) => (await readTargets(prisma, sight, [application])).get(application) ?? [],
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
