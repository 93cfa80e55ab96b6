import { createRandom, type Random } from '~/server/simulator/random';
import { MEMBERS } from './places';

/** What happens when a request that writes is on its way to a member; milliseconds. */
export const TRAPS = [
  /** The request never arrives. */
  'request-lost',
  /** It is carried out, and its sender never hears so. */
  'answer-lost',
  /** Its sender hears that the connection broke, and it arrives later. */
  'request-late',
  /** The replica is killed; what it sent arrives later. */
  'kill-at-request',
  /** It is carried out, and the replica is killed before it hears so. */
  'kill-at-answer',
  /** The replica is frozen past its lease and goes on; what it sent arrives while others have its turn. */
  'freeze-at-request',
  /** The same once the member has answered. */
  'freeze-at-answer',
] as const;
/** What happens for a while. */
export const SPELLS = [
  'member-hung',
  'member-down',
  'way-refused',
  'database-hung',
  'database-refused',
  'freeze',
  'kill',
] as const;
export type FaultKind = (typeof TRAPS)[number] | (typeof SPELLS)[number];

export type Fault = { at: number; kind: FaultKind; member: string; delayMs: number; forMs: number };
export type Seed = { seed: number; faults: Fault[]; applications: string[]; random: Random };

const LENGTH_MS = 5000;

/** The faults of a seed, the same for the same seed; at what they strike, the moment decides. */
export function planSeed(seed: number): Seed {
  const random = createRandom(`chaos-${seed}`);
  const faults = random.fork('faults');
  const one = (kind: FaultKind, at: number): Fault => ({
    ...{ at, kind, member: faults.pick(MEMBERS) },
    ...{ delayMs: faults.whole(0, 3500), forMs: faults.whole(1300, 3200) },
  });
  const traps = Array.from({ length: 7 }, () => one(faults.pick(TRAPS), faults.whole(0, LENGTH_MS)));
  const spells = Array.from({ length: 3 }, () => one(faults.pick(SPELLS), faults.whole(500, LENGTH_MS)));
  return {
    ...{ seed, random },
    faults: [...traps, ...spells].toSorted((a, b) => a.at - b.at),
    applications: ['a', 'b', 'c'].map((name) => `s${seed}-${name}`),
  };
}
