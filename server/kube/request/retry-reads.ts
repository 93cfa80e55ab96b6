import { type ClusterFailure, clusterFailureOf } from '~/server/kernel/failure';
import { fullJitter, type Pace, pause } from '~/server/kube/pace';

const RETRIED_STATUSES = new Set([429, 500, 502, 503, 504]);
const MAX_RETRIES = 3;
const BASE_MS = 250;
const CAP_MS = 5_000;

/**
 * Runs a read again while that can help and its deadline allows: 429 no sooner than it asks, 5xx and resets with full
 * jitter. Throws the last failure. Writes never come here: nobody knows whether the first one took effect.
 */
export async function retryReads<Value>(
  pace: Pace,
  { deadlineMs, signal }: { deadlineMs: number; signal?: AbortSignal },
  attempt: (remainingMs: number) => Promise<Value>,
): Promise<Value> {
  const start = pace.monotonic();
  for (let retries = 0; ; retries++) {
    try {
      return await attempt(deadlineMs - (pace.monotonic() - start));
    } catch (error) {
      const failure = clusterFailureOf(error);
      const waitMs = failure && retries < MAX_RETRIES ? retryDelay(pace, failure, retries) : undefined;
      const left = deadlineMs - (pace.monotonic() - start);
      if (waitMs === undefined || waitMs >= left || signal?.aborted) throw error;
      await pause(pace, waitMs, signal).catch(() => Promise.reject(error));
    }
  }
}

/** Milliseconds until the failure is worth another try, undefined when it is not. */
function retryDelay(pace: Pace, failure: ClusterFailure, retries: number): number | undefined {
  const jitter = fullJitter(pace, retries, BASE_MS, CAP_MS);
  if (failure.kind === 'cluster-unreachable') return failure.reason === 'reset' ? jitter : undefined;
  return RETRIED_STATUSES.has(failure.status) ? (failure.retryAfterMs ?? 0) + jitter : undefined;
}
