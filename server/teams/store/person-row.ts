import type { Prisma } from '~/prisma/generated/client';
import type { PersonRow } from '../model/person';
import { inForce } from './grant-row';

/** What is read beside a person to show them in a list, with the grants that are in force at a moment. */
export const personFields = (now: Date) => {
  const grants = { where: inForce(now), select: { role: true } };
  return {
    password: { select: { personId: true } },
    invitation: { select: { expiresAt: true } },
    owner: { select: { name: true } },
    grants,
    teams: { select: { team: { select: { name: true, grants } } } },
    sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
  } as const satisfies Prisma.PersonInclude;
};

type PersonRecord = Prisma.PersonGetPayload<{ include: ReturnType<typeof personFields> }>;

/** A person as those see them who administer them; no secret of theirs is even read. */
export function personRow({ teams, grants, owner, ...person }: PersonRecord): PersonRow {
  const roles = [...grants, ...teams.flatMap(({ team }) => team.grants)].map(({ role }) => role);
  return {
    ...{ id: person.id, name: person.name, login: person.login, kind: person.kind as PersonRow['kind'] },
    disabled: person.disabledAt !== null,
    teams: [...new Set(teams.map(({ team }) => team.name))].toSorted(),
    roles: [...new Set(roles)].toSorted(),
    hasPassword: person.password !== null,
    invitedUntil: person.invitation?.expiresAt.toISOString() ?? null,
    owner: owner?.name ?? null,
    lastSeenAt: person.sessions[0]?.lastSeenAt.toISOString() ?? null,
    createdAt: person.createdAt.toISOString(),
  };
}
