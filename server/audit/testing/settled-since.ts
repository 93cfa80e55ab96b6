import type { Database } from '~/server/db/client';

/** Where the record ends now: nothing of it can be deleted, so that tests look at what comes after. */
export const endOfRecord = async ({ prisma }: Database): Promise<bigint> =>
  (await prisma.auditEntry.aggregate({ _max: { seq: true } }))._max.seq ?? 0n;

/** What became of each write of an action since then, in order. */
export async function settledSince({ prisma }: Database, action: string, seq: bigint) {
  const intents = await prisma.auditEntry.findMany({ where: { action, seq: { gt: seq } }, select: { id: true } });
  return prisma.auditEntry.findMany({
    where: { intent: { in: intents.map(({ id }) => id) } },
    select: { outcome: true, body: true },
    orderBy: { seq: 'asc' },
  });
}
