import type { Database } from '~/server/db/client';
import { DEFAULT_POLICY } from '../model/recording';
import type { SessionPolicies } from '../ports';

export function postgresSessionPolicies({ prisma }: Database): SessionPolicies {
  return {
    of: async (name) => {
      const cluster = await prisma.cluster.findUnique({ where: { name } });
      const environment = cluster?.environment ?? cluster?.observedEnvironment ?? '';
      const found = await prisma.sessionPolicy.findMany({ where: { environment: { in: [environment, ''] } } });
      return found.find((policy) => policy.environment === environment) ?? found[0] ?? DEFAULT_POLICY;
    },
    list: async () => {
      const rows = await prisma.sessionPolicy.findMany({ orderBy: { environment: 'asc' } });
      return rows.some(({ environment }) => environment === '') ? rows : [DEFAULT_POLICY, ...rows];
    },
    save: async (policy) => {
      const { environment } = policy;
      await prisma.sessionPolicy.upsert({ where: { environment }, create: policy, update: policy });
    },
    givenByOthers: async (grants, person) => {
      const where = { id: { in: grants }, expiresAt: { not: null }, grantedBy: { not: person } };
      return (await prisma.accessGrant.findMany({ where, select: { id: true } })).map(({ id }) => id);
    },
  };
}
