import type { Database } from '~/server/db/client';
import { DomainError } from '~/server/kernel/failure';
import { judgePoll, SLOW_DOWN_SECONDS, type WaitingDevice } from '../core/judge-poll';
import type { DeviceStore } from '../ports';

const MOST = 5_000;
/** For so long a machine is told that its time is over, and not that it is unknown. */
const TOLD_MS = 3_600_000;

/** Machines that wait to be confirmed, in PostgreSQL; codes arrive here only as digests. */
export function postgresDevices({ prisma }: Database): DeviceStore {
  const undecided = (userHash: Uint8Array<ArrayBuffer>, now: Date) =>
    ({ userHash, state: 'waiting', expiresAt: { gt: now } }) as const;
  return {
    ask: async (code) => {
      const told = new Date(code.createdAt.getTime() - TOLD_MS);
      await prisma.deviceCode.deleteMany({ where: { expiresAt: { lte: told } } });
      if ((await prisma.deviceCode.count()) >= MOST)
        throw new DomainError({ kind: 'limit', what: 'machines that wait', limit: MOST, unit: 'machines' });
      await prisma.deviceCode.create({ data: code });
    },

    waiting: async (userHash, now) =>
      (await prisma.deviceCode.findFirst({ where: undecided(userHash, now) })) ?? undefined,

    // the count decides between two who decide at once
    decide: async (userHash, as, now) =>
      (await prisma.deviceCode.updateMany({ where: undecided(userHash, now), data: as })).count > 0,

    poll: async (deviceHash, now) => {
      const found = await prisma.deviceCode.findUnique({ where: { deviceHash } });
      if (!found) return { answer: 'unknown' };
      const answer = judgePoll({ ...found, state: found.state as WaitingDevice['state'] }, now);
      if (answer === 'confirmed') return { answer, personId: found.personId ?? '', machine: found.machine };
      const longer = answer === 'slow-down' ? { intervalSeconds: { increment: SLOW_DOWN_SECONDS } } : {};
      await prisma.deviceCode.updateMany({ where: { deviceHash }, data: { polledAt: now, ...longer } });
      return { answer };
    },
  };
}
