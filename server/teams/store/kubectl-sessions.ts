import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { judgeRefresh } from '../core/judge-refresh';
import type { KubectlSessionOf, KubectlStore, Renewed } from '../ports';
import { readRights } from './rights';

const MINUTE = 60_000;
const OF_WHOM = { session: { include: { person: true } } } as const;
type Found = Prisma.KubectlSessionGetPayload<{ include: typeof OF_WHOM }>;

/** Sessions of kubectl in PostgreSQL. Each hangs on a row of `session`, with which it ends. */
export function postgresKubectl({ prisma }: Database): KubectlStore {
  return {
    open: (deviceHash, personId, { session, ...kept }, access) =>
      prisma.$transaction(async (tx) => {
        const used = await tx.deviceCode.deleteMany({ where: { deviceHash, personId, state: 'confirmed' } });
        if (used.count === 0) return false;
        // what is over is not shown any more, and goes when its person comes again
        await tx.session.deleteMany({ where: { personId, expiresAt: { lte: session.createdAt } } });
        const kubectl = { create: { ...kept, tokens: { create: access } } };
        await tx.session.create({ data: { ...session, personId, kubectl } });
        return true;
      }),

    renew: (...asked) => prisma.$transaction((tx) => renewIn(tx, ...asked)),

    find: async (tokenHash, at) => {
      const found = await prisma.kubectlToken.findUnique({
        where: { tokenHash },
        include: { session: { include: OF_WHOM } },
      });
      if (!found || !lives(found.session, at) || (!at.isOpen && found.expiresAt <= at.now)) return undefined;
      const { sessionId, machine, session } = found.session;
      if (at.now.getTime() - session.lastSeenAt.getTime() > MINUTE)
        await prisma.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: at.now } });
      const { id, name } = session.person;
      const rights = await readRights(prisma, id, at.now);
      return { kind: 'person', id, name, rights, kubectl: { session: sessionId, machine } };
    },

    ofFamily: async (familyHash) => {
      const found = await prisma.kubectlSession.findUnique({ where: { familyHash }, include: OF_WHOM });
      return found ? ofWhom(found) : undefined;
    },
  };
}

async function renewIn(
  tx: Prisma.TransactionClient,
  ...[shown, next, access, at]: Parameters<KubectlStore['renew']>
): Promise<Renewed> {
  // two who show the same one after the other
  await tx.$queryRaw`SELECT 1 FROM kubectl_session WHERE family_hash = ${shown.familyHash} FOR UPDATE`;
  const found = await tx.kubectlSession.findUnique({ where: { familyHash: shown.familyHash }, include: OF_WHOM });
  if (!found || !lives(found, at)) return { state: 'over' };
  const { sessionId, session } = found;
  const judged = judgeRefresh(shownOf(found, shown.partHash), at.now);
  if (judged === 'reused') return { state: 'reused', ...ofWhom(found) };
  const salt = judged === 'current' ? next.salt : found.salt;
  if (judged === 'current') {
    const { previousUntil, hashOf } = next;
    const data = { refreshHash: hashOf(salt), previousHash: shown.partHash, previousUntil, salt };
    await tx.kubectlSession.update({ where: { sessionId }, data });
  }
  const expiresAt = access.expiresAt < session.expiresAt ? access.expiresAt : session.expiresAt;
  await tx.kubectlToken.create({ data: { tokenHash: access.tokenHash, sessionId, expiresAt } });
  await tx.session.update({ where: { id: sessionId }, data: { lastSeenAt: at.now } });
  return { state: 'renewed', salt, expiresAt };
}

const lives = ({ session }: Found, { now, idleSince }: { now: Date; idleSince: Date }): boolean =>
  session.expiresAt > now && session.lastSeenAt > idleSince && session.person.disabledAt === null;

const shownOf = ({ refreshHash, previousHash, previousUntil }: Found, partHash: Uint8Array) => ({
  isCurrent: isSame(refreshHash, partHash),
  isPrevious: isSame(previousHash, partHash),
  previousUntil,
});

const isSame = (kept: Uint8Array | null, shown: Uint8Array) => kept !== null && Buffer.compare(kept, shown) === 0;

const ofWhom = ({ sessionId, machine, session: { person } }: Found): KubectlSessionOf => ({
  ...{ session: sessionId, personId: person.id, person: person.name, machine },
});
