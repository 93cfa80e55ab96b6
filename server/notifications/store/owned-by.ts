import type { Prisma } from '~/prisma/generated/client';
import { DomainError } from '~/server/kernel/failure';
import type { Owners } from '../ports';

/** What belongs to these owners. */
export const ownedBy = (owners: Owners) =>
  owners === 'all'
    ? {}
    : { OR: [{ team: { name: { in: [...owners.teams] } } }, ...(owners.fleet ? [{ teamId: null }] : [])] };

/** The id of a team that still exists; throws `not-found`. */
export async function teamIdOf(tx: Prisma.TransactionClient, name: string | null): Promise<string | null> {
  if (name === null) return null;
  const team = await tx.team.findUnique({ where: { name }, select: { id: true } });
  if (!team) throw new DomainError({ kind: 'not-found', what: 'team', name });
  return team.id;
}
