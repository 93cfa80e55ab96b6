import { failureOf, type UnreachableReason } from '~/server/kernel/failure';
import type { ObjectKey } from '../model/inventory';
import type { TargetProblem } from '../model/target';
import { problem } from './plan-delivery';

/** Why something was not carried out. `again`: it may go by itself, soon. `isOpen`: or it was carried out, which nobody knows. */
export type Refusal = { problem: TargetProblem; again: boolean; isAway: boolean; isOpen: boolean };

/** Nothing was sent then. */
const UNSENT = new Set<UnreachableReason>(['refused', 'dns', 'tls', 'policy', 'breaker', 'busy', 'suspended']);

/** A failure as what is told of it. What is no failure of ours is thrown on. */
export function judgeRefusal(error: unknown, key: ObjectKey): Refusal {
  const failure = failureOf(error);
  if (failure?.kind === 'cluster-unreachable')
    return {
      problem: problem('unreachable', key, failure.detail),
      again: true,
      isAway: true,
      isOpen: !UNSENT.has(failure.reason),
    };
  if (failure?.kind === 'cluster-refused') {
    // a namespace that is not there (404) may come with another application
    const again = [404, 409, 429].includes(failure.status) || failure.status >= 500;
    const isOpen = failure.status === 408 || failure.status >= 500;
    return { problem: problem('refused', key, failure.detail), again, isAway: false, isOpen };
  }
  // what is out of the author's sight is not found; what they may not do is forbidden
  if (failure?.kind === 'forbidden' || failure?.kind === 'not-found') return told(problem('rights', key, ''));
  if (failure?.kind === 'invalid') return told(problem('refused', key, failure.issues[0]?.message ?? ''));
  throw error;
}

/** What the hub itself does not do. */
export const told = (said: TargetProblem, again = false): Refusal => ({
  ...{ problem: said, again, isAway: false, isOpen: false },
});

/** So many times in a row something is tried soon again; then it is refused, and looked at now and then. */
const SOON_TRIES = 6;
const [SOON_MS, SOON_MOST_MS, LATER_MS, LATER_MOST_MS] = [1000, 60_000, 300_000, 3_600_000];

/** How the turn ends and when the next is, in milliseconds; `random` (0 to 1) keeps many from coming at once. */
export function judgeRetry(
  refusals: readonly Refusal[],
  attempt: number,
  random: number,
): { state: 'waiting' | 'refused'; retryMs: number } {
  const isAway = refusals.some((one) => one.isAway);
  const isSoon = isAway || (refusals.every(({ again }) => again) && attempt < SOON_TRIES);
  const [first, most] = isSoon ? [SOON_MS, SOON_MOST_MS] : [LATER_MS, LATER_MOST_MS];
  const pause = Math.min(most, first * 2 ** Math.min(attempt - 1, 20));
  return { state: isSoon ? 'waiting' : 'refused', retryMs: Math.round(pause * (0.5 + random / 2)) };
}

/** What may still arrive is looked for again, until it cannot any more. */
export const AWAITED = { state: 'waiting', retryMs: 15_000 } as const;
