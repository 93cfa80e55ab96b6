import type { Fault } from '~/server/simulator/faults/faults';
import type { SimulatedMember } from '~/server/simulator/member';
import type { Random } from '~/server/simulator/random';

const MOODS: readonly (Fault | undefined)[] = [
  undefined,
  { kind: 'status', code: 503 },
  undefined,
  { kind: 'latency', ms: 2500 },
  { kind: 'hang' },
  { kind: 'reset', afterBytes: 0 },
  { kind: 'status', code: 429, retryAfter: { seconds: 5 } },
];

/** The next mood of a cluster that answers only now and then: how it is, and for how long in milliseconds. */
export function nextMood({ faults }: Pick<SimulatedMember, 'faults'>, random: Random): number {
  const fault = random.pick(MOODS);
  faults.clear();
  if (fault) faults.add({ fault });
  return fault ? random.whole(15, 40) * 1000 : random.whole(30, 90) * 1000;
}
