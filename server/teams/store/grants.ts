import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import { ACTIONS, type Action } from '../model/action';
import { BUILT_IN_ROLES, type BuiltInRole, ROLE_ACTIONS } from '../model/role-actions';
import type { RoleRow } from '../model/team';
import type { GrantStore, NewGrant } from '../ports';
import { holdGrants, requireFleetAdmin } from './fleet-admin';
import { GRANT_FIELDS, grantRow, inForce } from './grant-row';

const isBuiltIn = (role: string): role is BuiltInRole => Object.hasOwn(ROLE_ACTIONS, role);
const isAction = (action: string): action is Action => Object.hasOwn(ACTIONS, action);

/** Grants and roles in PostgreSQL. */
export function postgresGrants({ prisma }: Database): GrantStore {
  const usesOf = async () => {
    const counted = await prisma.accessGrant.groupBy({ by: ['role'], _count: true, where: inForce(new Date()) });
    return new Map(counted.map(({ role, _count }) => [role, _count]));
  };
  return {
    list: async () => {
      const newest = { orderBy: { createdAt: 'desc' as const }, take: 5000 };
      const found = await prisma.accessGrant.findMany({ where: inForce(new Date()), include: GRANT_FIELDS, ...newest });
      return found.flatMap(grantRow);
    },

    of: async (personId) => {
      const theirs = { OR: [{ personId }, { team: { members: { some: { personId } } } }] };
      const where = { AND: [theirs, inForce(new Date())] };
      const found = await prisma.accessGrant.findMany({ where, include: GRANT_FIELDS, orderBy: { createdAt: 'asc' } });
      return found.flatMap(grantRow);
    },

    find: async (id) => {
      const found = await prisma.accessGrant.findUnique({ where: { id }, include: GRANT_FIELDS });
      return found ? grantRow(found)[0] : undefined;
    },

    add: (grant) => prisma.$transaction((tx) => insertGrant(tx, grant)),

    remove: (id) =>
      prisma.$transaction(async (tx) => {
        await holdGrants(tx);
        const [removed] = await tx.$queryRaw<
          { role: string }[]
        >`DELETE FROM access_grant WHERE id = ${id}::uuid RETURNING role`;
        if (!removed) throw new DomainError({ kind: 'not-found', what: 'grant', name: id });
        if (removed.role === 'fleet-admin') await requireFleetAdmin(tx, 'grant', id);
      }),

    actionsOf: async (role) => {
      if (isBuiltIn(role)) return ROLE_ACTIONS[role];
      return (await prisma.customRole.findUnique({ where: { name: role } }))?.actions.filter(isAction);
    },

    roles: async (): Promise<RoleRow[]> => {
      const [uses, custom] = await Promise.all([usesOf(), prisma.customRole.findMany({ orderBy: { name: 'asc' } })]);
      const grants = (name: string) => uses.get(name) ?? 0;
      const builtIn = BUILT_IN_ROLES.map((name) => ({ name, description: '', actions: [...ROLE_ACTIONS[name]] }));
      return [
        ...builtIn.map((role) => ({ ...role, builtIn: true, grants: grants(role.name) })),
        ...custom.map((role) => ({ ...role, builtIn: false, grants: grants(role.name) })),
      ];
    },

    saveRole: async ({ name, ...role }) => {
      await prisma.customRole.upsert({ where: { name }, create: { name, ...role }, update: role });
    },

    removeRole: async (name) => {
      const count = await prisma.accessGrant.count({ where: { role: name, ...inForce(new Date()) } });
      if (count > 0) throw new DomainError({ kind: 'conflict', what: 'role', name, detail: `${count} grants give it` });
      await prisma.customRole.deleteMany({ where: { name } });
    },
  };
}

/** Writes a grant within a transaction; the subject must still be there when it is written. */
export async function insertGrant(tx: Prisma.TransactionClient, grant: NewGrant): Promise<string> {
  const { subject, scope, ...fields } = grant;
  const found =
    subject.to === 'team'
      ? await tx.team.findUnique({ where: { name: subject.name }, select: { id: true } })
      : await tx.person.findFirst({ where: { id: subject.id, disabledAt: null }, select: { id: true } });
  if (!found) {
    throw new DomainError({
      kind: 'not-found',
      what: subject.to,
      name: subject.to === 'team' ? subject.name : subject.id,
    });
  }
  const to = subject.to === 'team' ? { teamId: found.id } : { personId: found.id };
  return (await tx.accessGrant.create({ data: { ...fields, ...to, scope } })).id;
}
