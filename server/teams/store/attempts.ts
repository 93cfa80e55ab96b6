import crypto from 'node:crypto';
import type { Prisma } from '~/prisma/generated/client';
import type { Database } from '~/server/db/client';
import { type AttemptOf, afterTry, type Tried, waitOf } from '../core/pace-attempts';
import type { AttemptStore } from '../ports';

type Kept = Tried & { key: string };
type Counted = { key: string; of: AttemptOf };

/** All tries pass through the count of the hub one by one: under a flood they wait, and are not broken off. */
const IN_TURN = { maxWait: 10_000, timeout: 10_000 };
const DAY_MS = 86_400_000;
const KNOWN_DAYS = 30;

/** Names and addresses stand in the table as digests alone: people type passwords where names belong. */
const keyOf = (of: AttemptOf, ...values: string[]): Counted => ({
  of,
  key: crypto
    .createHash('sha256')
    .update(JSON.stringify([of, ...values]))
    .digest('hex'),
});

/** Counts of tries in PostgreSQL, so that a restart or another replica forgets none. */
export function postgresAttempts({ prisma }: Database): AttemptStore {
  return {
    take: (account, network, now) =>
      prisma.$transaction(async (tx) => {
        const counted = await countedOf(tx, account, network, now);
        const rows = await lockRows(tx, counted, now);
        const wait = Math.max(...rows.map((row) => waitOf(row, now)));
        if (wait > 0) return wait;
        for (const { key, ...tried } of rows) {
          const of = counted.find((each) => each.key === key)?.of ?? 'hub';
          await tx.signInAttempt.update({ where: { key }, data: afterTry(of, tried, now) });
        }
        return 0;
      }, IN_TURN),

    forgive: async (account, network, now) => {
      const place = keyOf('place', account, network);
      const counted = [place, keyOf('account', account), keyOf('address', network), keyOf('hub')];
      await prisma.$transaction(async (tx) => {
        await lockRows(tx, counted, now);
        const key = { in: counted.map((each) => each.key) };
        await tx.signInAttempt.updateMany({ where: { key, tries: { gt: 0 } }, data: { tries: { decrement: 1 } } });
        await tx.signInAttempt.update({ where: { key: place.key }, data: { succeededAt: now, notBefore: now } });
      }, IN_TURN);
      const old = new Date(now.getTime() - KNOWN_DAYS * DAY_MS);
      await prisma.signInAttempt.deleteMany({ where: { lastAt: { lt: old } } });
    },
  };
}

async function countedOf(tx: Prisma.TransactionClient, account: string, network: string, now: Date) {
  const place = keyOf('place', account, network);
  const common = [keyOf('address', network), keyOf('hub')];
  const known = await tx.signInAttempt.findUnique({ where: { key: place.key } });
  const since = now.getTime() - (known?.succeededAt?.getTime() ?? 0);
  return [since < KNOWN_DAYS * DAY_MS ? place : keyOf('account', account), ...common];
}

/** Makes the rows that are missing and locks all, in one order, so that no two tries wait for each other. */
async function lockRows(tx: Prisma.TransactionClient, counted: Counted[], now: Date): Promise<Kept[]> {
  const keys = counted.map(({ key }) => key).toSorted();
  return tx.$queryRaw<Kept[]>`
    INSERT INTO sign_in_attempt (key, tries, last_at, not_before)
    SELECT key, 0, ${now}::timestamptz, ${now}::timestamptz FROM unnest(${keys}::text[]) WITH ORDINALITY AS k(key, n) ORDER BY n
    ON CONFLICT (key) DO UPDATE SET tries = sign_in_attempt.tries
    RETURNING key, tries, last_at AS "lastAt", not_before AS "notBefore"`;
}
