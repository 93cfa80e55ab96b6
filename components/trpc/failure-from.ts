import type { Failure, Issue } from '~/server/kernel/failure';

export type SeenFailure = {
  kind: Failure['kind'] | 'internal' | 'offline';
  failure: Failure | undefined;
  reference: string | undefined;
  /** True when asking again may help. */
  passing: boolean;
};

const PASSING = new Set<SeenFailure['kind']>(['internal', 'offline', 'unavailable', 'cluster-unreachable']);

/** What an error of the API means: the server's failure as it sent it, or that no answer came at all. */
export function failureFrom(error: unknown): SeenFailure {
  const data = dataOf(error);
  const failure = data?.failure ?? undefined;
  const kind = failure?.kind ?? (data === undefined ? 'offline' : kindOfCode(data.code));
  return { kind, failure, reference: data?.reference ?? undefined, passing: PASSING.has(kind) };
}

type ErrorData = { code?: string; failure?: Failure | null; reference?: string | null };

/** The guarantee behind the cast: `data` is written by our own error formatter (server/api). */
function dataOf(error: unknown): ErrorData | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined;
  return typeof error.data === 'object' && error.data !== null ? (error.data as ErrorData) : undefined;
}

function kindOfCode(code: string | undefined): SeenFailure['kind'] {
  return code === 'UNAUTHORIZED' ? 'unauthenticated' : 'internal';
}

/** The issues of an `invalid` failure; none when it is another one. */
export function issuesOf(error: unknown): Issue[] {
  const { failure } = failureFrom(error);
  return failure?.kind === 'invalid' ? failure.issues : [];
}
