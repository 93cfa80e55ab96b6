import type { Database } from '~/server/db/client';
import { ApplicationSpec } from '../model/application';
import type { PlanStore } from '../ports/plans';
import { replaceTargets } from './save-revision';

const ROWS = { maxWait: 10_000, timeout: 30_000 };

/** What the hub itself asks of all applications, in PostgreSQL. */
export function postgresPlans({ prisma }: Database): PlanStore {
  return {
    standing: async (ids) => {
      const where = { removing: false, ...(ids ? { id: { in: [...ids] } } : {}) };
      const rows = await prisma.application.findMany({ where, orderBy: { name: 'asc' } });
      const found = await prisma.applicationRevision.findMany({
        where: { OR: rows.map(({ id, wanted }) => ({ applicationId: id, number: wanted })) },
        omit: { text: true },
      });
      const revisions = new Map(found.map((revision) => [revision.applicationId, revision]));
      return rows.flatMap(({ id, name, wanted, namespaces }) => {
        const revision = revisions.get(id);
        if (!revision) return [];
        const { personId, tokenId, author, spec } = revision;
        return [
          {
            ...{ id, name, revision: wanted, namespaces, spec: ApplicationSpec.parse(spec) },
            author: { person: personId, token: tokenId, name: author },
          },
        ];
      });
    },
    leaving: async () => {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT a.id::text FROM application a JOIN application_revision r ON r.application_id = a.id AND r.number = a.wanted
        WHERE (r.spec -> 'failover') IS NOT NULL OR EXISTS (
          SELECT 1 FROM application_failover f WHERE f.application_id = a.id AND f.ended_at IS NULL)`;
      return rows.map(({ id }) => id);
    },
    replace: (application, revision, replacing) =>
      prisma.$transaction((tx) => replaceTargets(tx, application, revision, replacing), ROWS),
  };
}
