import type { Database } from '~/server/db/client';
import { ApplicationSpec } from '../model/application';
import type { PlanStore } from '../ports/plans';
import { replaceTargets } from './save-revision';

const ROWS = { maxWait: 10_000, timeout: 30_000 };

/** What the hub itself asks of all applications, in PostgreSQL. */
export function postgresPlans({ prisma }: Database): PlanStore {
  return {
    standing: async () => {
      const rows = await prisma.application.findMany({ where: { removing: false }, orderBy: { name: 'asc' } });
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
    replace: (application, revision, replacing) =>
      prisma.$transaction((tx) => replaceTargets(tx, application, revision, replacing), ROWS),
  };
}
