import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import { GrantScope } from '../model/grant';
import type { KeptRequest, RequestStore } from '../ports';
import { insertGrant } from './grants';

/** Each is told to those who decide. */
const MOST_WAITING = 20;
const TOO_MANY = {
  kind: 'limit',
  what: 'requests that wait for one person',
  limit: MOST_WAITING,
  unit: 'requests',
} as const;

const PERSON = { person: { select: { id: true, name: true } } } as const;

type RequestRecord = Omit<KeptRequest, 'scope' | 'state' | 'createdAt' | 'decidedAt'> & {
  scope: unknown;
  state: string;
  createdAt: Date;
  decidedAt: Date | null;
};

function requestRow({ scope, state, createdAt, decidedAt, ...request }: RequestRecord): KeptRequest[] {
  const readable = GrantScope.safeParse(scope);
  if (!readable.success) return [];
  return [
    {
      ...request,
      person: { id: request.person.id, name: request.person.name },
      scope: readable.data,
      state: state as KeptRequest['state'],
      createdAt: createdAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    },
  ];
}

/** Requests for access in PostgreSQL. */
export function postgresRequests({ prisma }: Database): RequestStore {
  return {
    list: async () =>
      (await prisma.accessRequest.findMany({ include: PERSON, orderBy: { createdAt: 'desc' }, take: 200 })).flatMap(
        requestRow,
      ),

    add: async (personId, wanted) => {
      const waiting = await prisma.accessRequest.count({ where: { personId, state: 'waiting' } });
      if (waiting >= MOST_WAITING) throw new DomainError(TOO_MANY);
      return (await prisma.accessRequest.create({ data: { personId, ...wanted } })).id;
    },

    find: async (id) => {
      const found = await prisma.accessRequest.findUnique({ where: { id }, include: PERSON });
      return found ? requestRow(found)[0] : undefined;
    },

    decide: (id, { by, said, grant }) =>
      prisma.$transaction(async (tx) => {
        const state = grant ? 'granted' : 'refused';
        // the count decides between two who decide at once
        const decided = await tx.accessRequest.updateMany({
          where: { id, state: 'waiting' },
          data: { state, said, decidedBy: by, decidedAt: new Date() },
        });
        if (decided.count === 0) return false;
        if (grant) await insertGrant(tx, grant);
        return true;
      }),
  };
}
