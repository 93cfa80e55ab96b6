import type { Prisma } from '~/prisma/generated/client';
import type { Claimed } from '../core/judge-claims';
import type { KnownProvider, Recognized } from '../ports';
import { loseKept, loseMemberships } from './lose-memberships';

/**
 * Who a provider's subject is here, made when they come for the first time; their memberships from this provider become what
 * their groups say, but for those without which nobody would administer the whole fleet: their teams are `kept`. Who is
 * disabled is changed in nothing.
 */
export async function recognize(
  tx: Prisma.TransactionClient,
  { issuer, name: source, groups: mapping }: KnownProvider,
  { subject, name, groups }: Claimed,
): Promise<Recognized> {
  // two first sign-ins at once: the second waits, and finds who the first has made
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify([issuer, subject])}, 0))`;
  const where = { issuer_subject: { issuer, subject } };
  const known = await tx.identity.findUnique({ where, include: { person: true } });
  if (known?.person.disabledAt) return { id: known.personId, name: known.person.name, disabled: true, kept: [] };
  const identities = { create: { issuer, subject } };
  const person = known?.person ?? (await tx.person.create({ data: { name, identities } }));
  if (person.name !== name) await tx.person.update({ where: { id: person.id }, data: { name } });
  const wanted = groups.flatMap((group) => (Object.hasOwn(mapping, group) ? [mapping[group] as string] : []));
  const kept = await followGroups(tx, person.id, source, wanted);
  await loseKept(tx);
  return { id: person.id, name, disabled: false, kept };
}

/** Writes only what differs: every write here makes all open pages look again. Answers the teams that are kept. */
async function followGroups(
  tx: Prisma.TransactionClient,
  personId: string,
  source: string,
  wanted: string[],
): Promise<string[]> {
  const teams = await tx.team.findMany({ where: { name: { in: wanted } }, select: { id: true } });
  const held = await tx.teamMember.findMany({ where: { personId, source } });
  const [wantedIds, heldIds] = [teams.map(({ id }) => id), held.map(({ teamId }) => teamId)];
  const again = held.filter(({ teamId, keptSince }) => keptSince !== null && wantedIds.includes(teamId));
  const lost = heldIds.filter((id) => !wantedIds.includes(id));
  const won = wantedIds.filter((id) => !heldIds.includes(id));
  if (won.length > 0) await tx.teamMember.createMany({ data: won.map((teamId) => ({ teamId, personId, source })) });
  for (const { teamId } of again) {
    await tx.teamMember.updateMany({ where: { teamId, personId, source }, data: { keptSince: null } });
  }
  return loseMemberships(
    tx,
    lost.map((teamId) => ({ teamId, personId, source })),
  );
}
