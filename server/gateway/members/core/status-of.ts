import type { Failure } from '~/server/kernel/failure';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export type Status = {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Failure';
  code: number;
  reason: string;
  message: string;
  details?: { causes: { reason: string; message: string }[]; retryAfterSeconds?: number };
};

export const statusOf = (code: number, reason: string, message: string): Status => ({
  ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
  ...{ code, reason, message },
});

/** A failure of the hub in the words of an API server, so that kubectl shows its sentence. */
export function statusOfFailure(failure: Failure): Status {
  switch (failure.kind) {
    case 'unauthenticated':
      return statusOf(
        401,
        'Unauthorized',
        'the hub does not know this token, or its session is over: sign in with kubectl portolan login',
      );
    case 'forbidden':
      return statusOf(
        403,
        'Forbidden',
        `your grants do not include ${failure.action} here: ask for the role ${failure.missing}, or for access on the Teams page of the hub`,
      );
    case 'not-found':
      return statusOf(404, 'NotFound', `${failure.what} ${JSON.stringify(failure.name)} not found`);
    case 'conflict':
    case 'stale':
      return statusOf(409, 'Conflict', failure.detail);
    case 'invalid':
      return statusOf(422, 'Invalid', failure.issues.map(({ message }) => message).join('; '));
    case 'limit':
      return statusOf(413, 'RequestEntityTooLarge', `${failure.what} is larger than ${failure.limit} ${failure.unit}`);
    case 'unavailable':
      return statusOf(503, 'ServiceUnavailable', failure.detail);
    case 'cluster-unreachable':
      return failure.reason === 'redirect'
        ? statusOf(502, 'InternalError', `${failure.cluster} answers with a redirect, which is not followed`)
        : statusOf(503, 'ServiceUnavailable', `${failure.cluster} cannot be reached: ${failure.detail}`);
    case 'cluster-refused':
      return statusOf(failure.status, failure.reason, failure.detail);
  }
}
