import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import type { TeamMember } from '../model/team';
import type { TeamStore } from '../ports';
import { holdGrants, requireFleetAdmin } from './fleet-admin';
import { GRANT_FIELDS, grantRow, inForce } from './grant-row';

const counts = (now: Date) => ({ _count: { select: { members: true, grants: { where: inForce(now) } } } });

type TeamRecord = {
  id: string;
  name: string;
  description: string;
  createdAt: Date;
  _count: { members: number; grants: number };
};

const teamRow = ({ _count, createdAt, ...team }: TeamRecord) => ({
  ...team,
  ..._count,
  createdAt: createdAt.toISOString(),
});

/** Teams in PostgreSQL. */
export function postgresTeams({ prisma }: Database): TeamStore {
  const idOf = async (name: string) => {
    const team = await prisma.team.findUnique({ where: { name }, select: { id: true } });
    if (!team) throw missing('team', name);
    return team.id;
  };
  return {
    list: async (personId) => {
      const where = personId === null ? {} : { members: { some: { personId } } };
      return (await prisma.team.findMany({ where, include: counts(new Date()), orderBy: { name: 'asc' } })).map(
        teamRow,
      );
    },

    get: async (name) => {
      const now = new Date();
      const grants = { where: inForce(now), include: GRANT_FIELDS };
      const include = { ...counts(now), members: { include: { person: true } }, grants };
      const team = await prisma.team.findUnique({ where: { name }, include });
      if (!team) return undefined;
      const { members, grants: held, ...row } = team;
      const people = new Map<string, TeamMember>();
      for (const { person, source, keptSince } of members) {
        const known = people.get(person.id);
        const sources = [...(known?.sources ?? []), source];
        people.set(person.id, memberOf(person, sources, keptSince?.toISOString() ?? known?.keptSince));
      }
      const sorted = [...people.values()].toSorted((one, other) => one.name.localeCompare(other.name));
      return { ...teamRow(row), members: people.size, people: sorted, held: held.flatMap(grantRow) };
    },

    save: async (name, description) => {
      await prisma.team.upsert({ where: { name }, create: { name, description }, update: { description } });
    },

    remove: (name) =>
      prisma.$transaction(async (tx) => {
        await holdGrants(tx);
        const deciding = await tx.accessGrant.count({ where: { team: { name }, role: 'fleet-admin' } });
        const { count } = await tx.team.deleteMany({ where: { name } });
        if (deciding > 0) await requireFleetAdmin(tx, 'team', name);
        return count > 0;
      }),

    addMember: async (team, personId) => {
      const member = { teamId: await idOf(team), personId, source: 'hub' };
      if (!(await prisma.person.findUnique({ where: { id: personId } }))) throw missing('person', personId);
      await prisma.teamMember.upsert({ where: { teamId_personId_source: member }, create: member, update: {} });
    },

    removeMember: async (team, personId) => {
      const where = { teamId: await idOf(team), personId, source: 'hub' };
      await prisma.$transaction(async (tx) => {
        await holdGrants(tx);
        const { count } = await tx.teamMember.deleteMany({ where });
        if (count > 0) await requireFleetAdmin(tx, 'team', team);
      });
    },

    people: async () =>
      (await prisma.person.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }], take: 5000 })).map((person) =>
        memberOf(person, []),
      ),
  };
}

type PersonRecord = { id: string; name: string; kind: string; disabledAt: Date | null };

const memberOf = (
  { id, name, kind, disabledAt }: PersonRecord,
  sources: string[],
  keptSince: string | null = null,
): TeamMember => ({
  id,
  name,
  kind: kind as TeamMember['kind'],
  disabled: disabledAt !== null,
  sources,
  keptSince,
});

const missing = (what: string, name: string) => new DomainError({ kind: 'not-found', what, name });
