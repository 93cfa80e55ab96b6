import type { Database } from '~/server/db/client';

/** Someone who may look at the fleet, by a grant of their own or through their team. */
export type Subject = { database: Database; personId: string; grantId: string; teamId: string; token: string };

/** How they are here: in the console, or by kubectl on a machine that they have confirmed. */
export type Way = 'console' | 'kubectl';

/** One way of taking a right back; it resolves when the database has it. */
export type Revocation = { name: string; by?: Way; take(subject: Subject): Promise<unknown> };

export const REVOCATIONS: readonly Revocation[] = [
  {
    name: 'the person is disabled',
    take: ({ database, personId }) =>
      database.prisma.person.update({ where: { id: personId }, data: { disabledAt: new Date() } }),
  },
  {
    name: 'the session is ended',
    take: ({ database, personId }) => database.prisma.session.deleteMany({ where: { personId } }),
  },
  {
    name: 'the session of kubectl is ended',
    by: 'kubectl',
    take: ({ database, personId }) => database.prisma.session.deleteMany({ where: { personId } }),
  },
  {
    name: 'the person of a session of kubectl is disabled',
    by: 'kubectl',
    take: ({ database, personId }) =>
      database.prisma.person.update({ where: { id: personId }, data: { disabledAt: new Date() } }),
  },
  {
    name: 'the grant is taken back',
    take: ({ database, grantId }) => database.prisma.accessGrant.delete({ where: { id: grantId } }),
  },
  {
    name: 'the person leaves the team',
    take: ({ database, personId, teamId }) => database.prisma.teamMember.deleteMany({ where: { personId, teamId } }),
  },
  {
    name: 'the team is removed',
    take: ({ database, teamId }) => database.prisma.team.delete({ where: { id: teamId } }),
  },
  {
    name: 'the role loses its actions',
    take: ({ database, teamId }) =>
      database.prisma.customRole.update({ where: { name: `role-${teamId}` }, data: { actions: [] } }),
  },
  {
    name: 'the grant ends by itself',
    take: async ({ database, grantId }) => {
      // tells the socket first, as a grant for a time does when it is given; then its time is over
      const soon = new Date(Date.now() + 1_500);
      await database.prisma.accessGrant.update({ where: { id: grantId }, data: { expiresAt: soon } });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    },
  },
];
