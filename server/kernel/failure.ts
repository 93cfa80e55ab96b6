/**
 * Why something could not be done, as a closed union: every edge (tRPC, CLI, Kubernetes API) maps it exhaustively,
 * and every sentence shown to a person starts from it.
 */
export type Failure =
  | { kind: 'unauthenticated' }
  | { kind: 'forbidden'; action: string; missing: string }
  | { kind: 'not-found'; what: string; name: string }
  | { kind: 'conflict'; what: string; name: string; detail: string }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'stale'; what: string; name: string; detail: string }
  | { kind: 'limit'; what: string; limit: number; unit: string }
  | { kind: 'unavailable'; what: string; detail: string }
  | ClusterFailure;

/** One field that cannot be accepted; `path` is the field's path in the input, empty for the whole. */
export type Issue = { path: (string | number)[]; message: string };

/** A member that could not be reached, or that answered and said no. */
export type ClusterFailure = ClusterUnreachable | ClusterRefused;

export type ClusterUnreachable = {
  kind: 'cluster-unreachable';
  cluster: string;
  reason: UnreachableReason;
  detail: string;
};

/** `agent-away`: the member dials the hub itself, and has no tunnel now. `policy`: our own dialer refused the address. `busy`: the member's bound of concurrent requests was full for too long. */
export const UNREACHABLE_REASONS = [
  'refused',
  'timeout',
  'dns',
  'tls',
  'reset',
  'policy',
  'breaker',
  'busy',
  'redirect',
  'garbled',
  'too-large',
  'suspended',
  'agent-away',
  'aborted',
] as const;
export type UnreachableReason = (typeof UNREACHABLE_REASONS)[number];

/** What the API server said: its `Status` object (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/). */
export type ClusterRefused = {
  kind: 'cluster-refused';
  cluster: string;
  status: number;
  reason: string;
  detail: string;
  causes: { field: string; reason: string; message: string }[];
  retryAfterMs?: number;
};

/** The one error class of the core; anything else that is thrown is a bug and is shown as an internal error. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(failure.kind, options);
  }
}

/**
 * The failure inside an error, or undefined when the error is none of ours. Told by name: the process holds two module
 * graphs (main's and Next's), so an error of ours may come from the other copy of this class.
 */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || error.name !== 'DomainError' || !('failure' in error)) return undefined;
  return (error as DomainError).failure;
}

/** The member's failure inside an error, or undefined when it is another one. */
export function clusterFailureOf(error: unknown): ClusterFailure | undefined {
  const failure = failureOf(error);
  return failure?.kind === 'cluster-unreachable' || failure?.kind === 'cluster-refused' ? failure : undefined;
}

/** Whether a member refused something with one of these statuses of HTTP. */
export function isRefusedWith(error: unknown, ...statuses: readonly number[]): boolean {
  const failure = failureOf(error);
  return failure?.kind === 'cluster-refused' && statuses.includes(failure.status);
}

/** A `DomainError` for input that cannot be accepted at one field. */
export function invalid(path: string, message: string): DomainError {
  return new DomainError({ kind: 'invalid', issues: [{ path: path === '' ? [] : path.split('.'), message }] });
}
