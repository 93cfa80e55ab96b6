import { type ClusterFailure, clusterFailureOf, failureOf } from '~/server/kernel/failure';
import type { Refusal } from '../model/write';
import { refusal } from './read-manifest';

const OF_STATUS: Record<number, Refusal['code']> = { 403: 'forbidden', 404: 'missing', 409: 'conflict' };

/** A member's no as a value, so that one object's refusal leaves the others alone. What is no failure of ours is thrown on. */
export function refusalOf(error: unknown): Refusal {
  const failure = clusterFailureOf(error);
  if (!failure) {
    const { kind } = failureOf(error) ?? {};
    if (kind === 'not-found') return refusal('missing', '');
    if (kind === 'forbidden') return refusal('rights', '');
    throw error;
  }
  const causes = failure.kind === 'cluster-refused' ? failure.causes : [];
  return {
    code: codeOf(failure),
    cause: failure.kind === 'cluster-unreachable' ? failure.reason : null,
    said: failure.detail,
    line: null,
    causes: causes.map(({ field, message }) => ({ field, message })),
  };
}

function codeOf(failure: ClusterFailure): Refusal['code'] {
  if (failure.kind === 'cluster-unreachable') return 'unreachable';
  if (failure.reason === 'AlreadyExists') return 'exists';
  return OF_STATUS[failure.status] ?? 'refused';
}
