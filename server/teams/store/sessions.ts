import type { Database } from '~/server/db/client';
import type { SessionStore } from '../ports';

/** The sessions of one person in PostgreSQL; whoever is ended is out with the next request, and sockets close. */
export function postgresSessions({ prisma }: Database): SessionStore {
  return {
    open: async (personId, session) => {
      await prisma.session.create({ data: { ...session, personId } });
    },
    list: async (personId, current, now, idleSince) => {
      const where = { personId, expiresAt: { gt: now }, lastSeenAt: { gt: idleSince } };
      const include = { kubectl: { select: { machine: true } } };
      const found = await prisma.session.findMany({ where, include, orderBy: { lastSeenAt: 'desc' }, take: 100 });
      return found.map(({ id, by, address, agent, kubectl, ...times }) => ({
        ...{ id, by, address, agent, machine: kubectl?.machine ?? null, current: id === current },
        createdAt: times.createdAt.toISOString(),
        lastSeenAt: times.lastSeenAt.toISOString(),
        expiresAt: times.expiresAt.toISOString(),
      }));
    },
    close: async (personId, id) => {
      const where = { personId, ...(id === undefined ? {} : { id }) };
      // nor does a machine come in later that was confirmed before
      if (id === undefined) await prisma.deviceCode.deleteMany({ where: { personId } });
      return (await prisma.session.deleteMany({ where })).count;
    },
  };
}
