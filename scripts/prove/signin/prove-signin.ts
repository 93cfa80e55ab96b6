import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '~/server/db/client';
import { startEmbeddedPostgres } from '~/server/db/embedded/embedded-postgres';
import { migrateDatabase } from '~/server/db/migrate';
import { type Passwords, scryptPasswords } from '~/server/teams/passwords';
import { signInWithPassword } from '~/server/teams/sign-in';
import { accountDeps } from '~/server/teams/testing/account-deps';
import { median } from '../../bench/measure';
import type { Proof } from '../proof';
import { NAMES, type NameKind, plantNames } from './names';
import { rankSumZ } from './rank-sums';

const TRIALS = 24;
/** Enough to see a difference that leaves no overlap. */
const PLANTED_TRIALS = 12;
/** Once in a thousand comparisons of what is the same. */
const MOST_Z = 3.29;

type Times = Record<NameKind, number[]>;
type Trier = (kind: NameKind, trial: number) => Promise<void>;

/** How long a sign-in is refused does not tell whether there is anyone of the name, and what became of them. */
export const proveSignin: Proof = async ({ seeds }) => {
  const trials = seeds ?? TRIALS;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'portolan-prove-signin-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const url = `${server.url}/signin`;
  await migrateDatabase(url, path.resolve('prisma/migrations'));
  const database = openDatabase(url, 8);
  try {
    // what a hub hashes with, not what tests do
    const passwords = scryptPasswords();
    const trier = async (verify: Passwords['verify']): Promise<Trier> => {
      // a flood that came before is none of this one's
      await database.prisma.signInAttempt.deleteMany();
      const nameOf = await plantNames(database, passwords, Math.max(trials, PLANTED_TRIALS));
      const deps = { ...accountDeps(database, { now: new Date() }), passwords: { ...passwords, verify } };
      return (kind, trial) => tryOnce(deps, nameOf(kind, trial));
    };
    const times = await measure(await trier(passwords.verify), trials);
    const hasty: Passwords['verify'] = async (given, hash) => hash !== undefined && passwords.verify(given, hash);
    const planted = await measure(await trier(hasty), PLANTED_TRIALS);
    const medians = NAMES.map((kind) => [`${kind}_ms`, Number(median(times[kind]).toFixed(1))] as const);
    const counts = {
      ...{ tries: trials * NAMES.length, ...Object.fromEntries(medians) },
      ...{ faults_planted: 1, faults_caught: judge(planted).length > 0 ? 1 : 0 },
    };
    return { counts, violations: judge(times) };
  } finally {
    await database.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** From a network that has not tried before, so that no count delays it; fails when it is let in, or told to wait. */
async function tryOnce(deps: Parameters<typeof signInWithPassword>[0], login: string): Promise<void> {
  const [a, b] = crypto.randomBytes(2);
  const place = { address: `10.${a}.${b}.1`, agent: 'a proof' };
  const result = await signInWithPassword(deps, { login, password: 'a guess of many' }, place, crypto.randomUUID());
  if (result.ok || result.reason.code !== 'wrong') throw new Error(`${login} was not refused as wrong`);
}

/** Milliseconds of each try; in every round each kind once, in an order of chance, so that what slows one slows all. */
async function measure(attempt: Trier, trials: number): Promise<Times> {
  const times: Times = { unknown: [], known: [], disabled: [], invited: [] };
  for (const kind of NAMES) await attempt(kind, 0);
  for (let trial = 0; trial < trials; trial++) {
    for (const kind of shuffled(NAMES)) {
      const began = performance.now();
      await attempt(kind, trial);
      times[kind].push(performance.now() - began);
    }
  }
  return times;
}

const shuffled = <Value>(values: readonly Value[]): Value[] =>
  values
    .map((value) => [crypto.randomInt(2 ** 32), value] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, value]) => value);

const judge = (times: Times): string[] =>
  NAMES.filter((kind) => kind !== 'unknown').flatMap((kind) => {
    const z = rankSumZ(times[kind], times.unknown);
    const said = `${median(times[kind]).toFixed(1)} ms against ${median(times.unknown).toFixed(1)} ms`;
    return Math.abs(z) > MOST_Z
      ? [`a name that is ${kind} is told from an unknown one: ${said}, z ${z.toFixed(1)}`]
      : [];
  });
