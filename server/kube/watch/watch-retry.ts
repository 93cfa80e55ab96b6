import { clusterFailureOf } from '~/server/kernel/failure';
import { fullJitter, type Pace } from '~/server/kube/pace';

const BASE_MS = 1_000;
const CAP_MS = 60_000;
/** For what does not pass by itself: a credential, a right or a kind that is missing. */
const SLOW_MS = 60_000;
const SLOW_STATUSES = [401, 403, 404, 405];

/** Milliseconds until a watch is tried again, after `failures` failures in a row before this one. */
export function watchRetryMs(pace: Pace, error: unknown, failures: number): number {
  const failure = clusterFailureOf(error);
  const jitter = fullJitter(pace, failures, BASE_MS, CAP_MS);
  if (failure?.kind !== 'cluster-refused') return jitter;
  if (SLOW_STATUSES.includes(failure.status)) return SLOW_MS * (1 + pace.random());
  return (failure.retryAfterMs ?? 0) + jitter;
}

/** Whether the version that was reached can no longer be resumed from: compacted, or of a time before an etcd restore. */
export function isVersionLost(error: unknown): boolean {
  const failure = clusterFailureOf(error);
  if (failure?.kind !== 'cluster-refused') return false;
  return failure.status === 410 || failure.causes.some(({ reason }) => reason === 'ResourceVersionTooLarge');
}
