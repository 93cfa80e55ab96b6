import { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import type { Account, AccountStore } from '../ports';
import { holdGrants, requireFleetAdmin } from './fleet-admin';
import { personFields, personRow } from './person-row';

const HASH = { password: { select: { hash: true } } } as const;
const UNIQUE = 'P2002';

/** People, their passwords and invitations in PostgreSQL. */
export function postgresAccounts({ prisma }: Database): AccountStore {
  return {
    list: async () => {
      const order = [{ name: 'asc' as const }, { id: 'asc' as const }];
      const include = personFields(new Date());
      return (await prisma.person.findMany({ include, orderBy: order, take: 5000 })).map(personRow);
    },
    find: async (id) => {
      const found = await prisma.person.findUnique({ where: { id }, include: personFields(new Date()) });
      return found ? personRow(found) : undefined;
    },
    findByLogin: async (login) => accountOf(await prisma.person.findUnique({ where: { login }, include: HASH })),
    findById: async (id) => accountOf(await prisma.person.findUnique({ where: { id }, include: HASH })),

    add: async (person) => {
      try {
        return (await prisma.person.create({ data: person })).id;
      } catch (error) {
        if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== UNIQUE) throw error;
        const detail = 'someone signs in by this name already';
        throw new DomainError({ kind: 'conflict', what: 'person', name: person.login, detail }, { cause: error });
      }
    },

    invite: async (personId, tokenHash, expiresAt) => {
      const invitation = { tokenHash, expiresAt };
      await prisma.invitation.upsert({ where: { personId }, create: { personId, ...invitation }, update: invitation });
    },

    invited: async (tokenHash, now) => {
      const where = { tokenHash, expiresAt: { gt: now }, person: { disabledAt: null } };
      const found = await prisma.invitation.findFirst({ where, include: { person: { include: HASH } } });
      return accountOf(found?.person ?? null);
    },

    acceptInvitation: (tokenHash, hash, now) =>
      prisma.$transaction(async (tx) => {
        const where = { tokenHash, expiresAt: { gt: now }, person: { disabledAt: null } };
        const found = await tx.invitation.findFirst({ where });
        // the count decides between two who open the same link at once
        if (!found || (await tx.invitation.deleteMany({ where: { tokenHash } })).count === 0) return false;
        await writePassword(tx, found.personId, hash, undefined);
        return true;
      }),

    setPassword: (id, hash, keepSession) => prisma.$transaction((tx) => writePassword(tx, id, hash, keepSession)),

    setDisabled: (id, disabled) =>
      prisma.$transaction(async (tx) => {
        await holdGrants(tx);
        const data = { disabledAt: disabled ? new Date() : null };
        const { count } = await tx.person.updateMany({ where: { id }, data });
        if (count === 0) throw new DomainError({ kind: 'not-found', what: 'person', name: id });
        if (!disabled) return;
        await requireFleetAdmin(tx, 'person', id);
        await tx.session.deleteMany({ where: { personId: id } });
        await tx.apiToken.deleteMany({ where: { personId: id } });
        await tx.invitation.deleteMany({ where: { personId: id } });
        await tx.deviceCode.deleteMany({ where: { personId: id } });
      }),
  };
}

async function writePassword(tx: Prisma.TransactionClient, personId: string, hash: string, keep: string | undefined) {
  const password = { hash, changedAt: new Date() };
  await tx.password.upsert({ where: { personId }, create: { personId, ...password }, update: password });
  await tx.deviceCode.deleteMany({ where: { personId } });
  await tx.session.deleteMany({ where: { personId, ...(keep === undefined ? {} : { id: { not: keep } }) } });
}

type AccountRecord = {
  id: string;
  name: string;
  login: string | null;
  disabledAt: Date | null;
  password: { hash: string } | null;
};

const accountOf = (record: AccountRecord | null): Account | undefined =>
  record
    ? {
        ...{ id: record.id, name: record.name, login: record.login ?? '' },
        hash: record.password?.hash,
        disabled: record.disabledAt !== null,
      }
    : undefined;
