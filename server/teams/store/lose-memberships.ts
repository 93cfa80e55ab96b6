import type { Prisma } from '~/prisma/generated/client';
import { hasFleetAdmin, holdGrants } from './fleet-admin';

type Membership = { teamId: string; personId: string; source: string };

/**
 * Takes memberships away that a provider says are no more, and answers the names of teams whose members keep them: a group
 * that someone elsewhere emptied must not leave a hub that nobody administers. What is kept is tried again at each sign-in.
 */
export async function loseMemberships(tx: Prisma.TransactionClient, lost: Membership[]): Promise<string[]> {
  if (lost.length === 0) return [];
  const deciding = await tx.team.findMany({
    where: { id: { in: lost.map(({ teamId }) => teamId) }, grants: { some: { role: 'fleet-admin' } } },
    select: { id: true, name: true },
  });
  const [weighty, light] = [lost.filter(decides(deciding)), lost.filter((each) => !decides(deciding)(each))];
  await remove(tx, light);
  if (weighty.length === 0) return [];
  await holdGrants(tx);
  const before = await hasFleetAdmin(tx);
  const found = await tx.teamMember.findMany({ where: { OR: weighty } });
  await remove(tx, weighty);
  if (!before || (await hasFleetAdmin(tx))) return [];
  const keptSince = new Date();
  await tx.teamMember.createMany({ data: found.map((each) => ({ ...each, keptSince: each.keptSince ?? keptSince })) });
  return deciding.map(({ name }) => name);
}

/** What was kept for want of another who administers the fleet goes when there is one. */
export async function loseKept(tx: Prisma.TransactionClient): Promise<void> {
  const kept = await tx.teamMember.findMany({ where: { keptSince: { not: null } } });
  for (const { teamId, personId, source } of kept) await loseMemberships(tx, [{ teamId, personId, source }]);
}

const decides = (teams: { id: string }[]) => (each: Membership) => teams.some(({ id }) => id === each.teamId);

const remove = async (tx: Prisma.TransactionClient, lost: Membership[]) => {
  if (lost.length > 0) await tx.teamMember.deleteMany({ where: { OR: lost } });
};
