import { randomUUID } from 'node:crypto';
import type { Database } from '~/server/db/client';
import type { Passwords } from '~/server/teams/passwords';

/** What a name may be to the hub; whoever guesses must not learn which. */
export const NAMES = ['unknown', 'known', 'disabled', 'invited'] as const;
export type NameKind = (typeof NAMES)[number];

/** Fewer tries of one account than are counted against it. */
const TRIES_EACH = 8;

/** People of each kind, and a name of one for the n-th try at its kind. */
export async function plantNames(
  { prisma }: Database,
  passwords: Passwords,
  trials: number,
): Promise<(kind: NameKind, trial: number) => string> {
  const hash = await passwords.hash('the password of nobody');
  const run = randomUUID().slice(0, 8);
  const nameOf = (kind: NameKind, trial: number) => `${kind}-${run}-${Math.floor(trial / TRIES_EACH)}`;
  for (let trial = 0; trial < trials; trial += TRIES_EACH) {
    for (const kind of NAMES.filter((each) => each !== 'unknown')) {
      const login = nameOf(kind, trial);
      const password = kind === 'invited' ? {} : { password: { create: { hash, changedAt: new Date() } } };
      const disabledAt = kind === 'disabled' ? new Date() : null;
      await prisma.person.create({ data: { name: login, login, disabledAt, ...password } });
    }
  }
  return nameOf;
}
