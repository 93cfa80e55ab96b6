import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import type { PersonActor } from '../model/actor';
import { EVERYWHERE } from '../model/grant';
import type { NewSession, PeopleStore } from '../ports';
import { readRights } from './rights';

type PersonRecord = { id: string; name: string };

/** The command line beside the hub: its file's owner owns the machine, so that being idle does not end its session. */
const LOCAL = 'local';
const ADMINISTRATOR = { role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'the hub' };
const MINUTE = 60_000;

/** People in PostgreSQL. */
export function postgresPeople(database: Database): PeopleStore {
  const { prisma } = database;
  const actorOf = async ({ id, name }: PersonRecord, at: Date, tx: Prisma.TransactionClient = prisma) => {
    const actor: PersonActor = { kind: 'person', id, name, rights: await readRights(tx, id, at) };
    return actor;
  };
  return {
    hasAdministrator: async () => {
      const grants = { some: { role: 'fleet-admin' } };
      const through = { teams: { some: { team: { grants } } } };
      return (await prisma.person.count({ where: { kind: 'person', OR: [{ grants }, through] } })) > 0;
    },

    replaceLink: async (tokenHash, expiresAt) => {
      await prisma.$transaction([
        prisma.signInLink.deleteMany(),
        prisma.signInLink.create({ data: { tokenHash, expiresAt } }),
      ]);
    },

    consumeLink: (tokenHash, session, now) =>
      prisma.$transaction(async (tx) => {
        // The deleted count decides between two people who open the same link at once.
        const used = await tx.signInLink.deleteMany({ where: { tokenHash, expiresAt: { gt: now } } });
        if (used.count === 0) return undefined;
        const person = await tx.person.create({
          data: { name: 'Administrator', grants: { create: ADMINISTRATOR }, sessions: { create: session } },
        });
        return actorOf(person, now, tx);
      }),

    openSession: (name, session: NewSession) =>
      prisma.$transaction(async (tx) => {
        const known = await tx.person.findFirst({ where: { name, kind: LOCAL } });
        const person =
          known ?? (await tx.person.create({ data: { name, kind: LOCAL, grants: { create: ADMINISTRATOR } } }));
        await tx.session.deleteMany({ where: { personId: person.id } });
        await tx.session.create({ data: { ...session, personId: person.id } });
        return actorOf(person, session.createdAt, tx);
      }),

    findSession: async (tokenHash, now, idleSince) => {
      const where = { OR: [{ tokenHash }, { previousHash: tokenHash, previousUntil: { gt: now } }] };
      const session = await prisma.session.findFirst({ where, include: { person: true } });
      if (!session || session.expiresAt <= now || session.person.disabledAt) return undefined;
      if (session.lastSeenAt <= idleSince && session.person.kind !== LOCAL) return undefined;
      const { id, rightsPrint } = session;
      if (now.getTime() - session.lastSeenAt.getTime() > MINUTE) {
        await prisma.session.updateMany({ where: { id }, data: { lastSeenAt: now } });
      }
      const isOld = Buffer.compare(session.tokenHash, tokenHash) !== 0;
      return { person: { ...(await actorOf(session.person, now)), session: id }, rightsPrint, isOld };
    },

    rotateSession: async (tokenHash, { graceUntil, ...next }) => {
      const data = { ...next, previousHash: tokenHash, previousUntil: graceUntil };
      return (await prisma.session.updateMany({ where: { tokenHash }, data })).count > 0;
    },

    printSession: async (tokenHash, rightsPrint) => {
      await prisma.session.updateMany({ where: { tokenHash }, data: { rightsPrint } });
    },

    find: async (id, now) => {
      const person = await prisma.person.findFirst({ where: { id, disabledAt: null } });
      return person ? actorOf(person, now) : undefined;
    },

    rightsOf: (personId, now) => readRights(prisma, personId, now),

    closeSession: async (tokenHash) => {
      await prisma.session.deleteMany({ where: { OR: [{ tokenHash }, { previousHash: tokenHash }] } });
    },
  };
}
