import type { Database } from '~/server/db/client';
import { type PersonActor, Role } from './model';
import type { NewSession, PeopleStore } from './ports';

type PersonRecord = { id: string; name: string; role: string };
const LOCAL = 'local';

const actorOf = ({ id, name, role }: PersonRecord): PersonActor => ({
  kind: 'person',
  id,
  name,
  role: Role.parse(role),
});

/** People in PostgreSQL. */
export function postgresPeople({ prisma }: Database): PeopleStore {
  return {
    hasAdministrator: async () => (await prisma.person.count({ where: { role: 'fleet-admin' } })) > 0,

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
        const person = await tx.person.create({ data: { name: 'Administrator', role: 'fleet-admin' } });
        await tx.session.create({ data: { ...session, personId: person.id } });
        return actorOf(person);
      }),

    openSession: (name, session: NewSession) =>
      prisma.$transaction(async (tx) => {
        const known = await tx.person.findFirst({ where: { name, role: LOCAL } });
        const person = known ?? (await tx.person.create({ data: { name, role: LOCAL } }));
        await tx.session.deleteMany({ where: { personId: person.id } });
        await tx.session.create({ data: { ...session, personId: person.id } });
        return actorOf({ ...person, role: 'fleet-admin' });
      }),

    findSession: async (tokenHash, now, idleSince) => {
      const session = await prisma.session.findUnique({ where: { tokenHash }, include: { person: true } });
      if (!session || session.expiresAt <= now || session.person.disabledAt) return undefined;
      const isLocal = session.person.role === LOCAL;
      if (session.lastSeenAt <= idleSince && !isLocal) return undefined;
      if (now.getTime() - session.lastSeenAt.getTime() > 60_000) {
        await prisma.session.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
      }
      return actorOf({ ...session.person, role: isLocal ? 'fleet-admin' : session.person.role });
    },

    closeSession: async (tokenHash) => {
      await prisma.session.deleteMany({ where: { tokenHash } });
    },
  };
}
