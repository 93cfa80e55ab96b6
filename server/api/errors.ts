import { TRPCError } from '@trpc/server';
import type { Failure } from '~/server/kernel/failure';
import { failureOf } from '~/server/kernel/failure';

const CODES: Record<Failure['kind'], TRPCError['code']> = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  stale: 'PRECONDITION_FAILED',
  limit: 'PAYLOAD_TOO_LARGE',
  unavailable: 'SERVICE_UNAVAILABLE',
  'cluster-unreachable': 'BAD_GATEWAY',
  'cluster-refused': 'UNPROCESSABLE_CONTENT',
};

/** Our failures keep their meaning on the way to the browser; anything else becomes an internal error without its text. */
export function toTrpcError(error: TRPCError): TRPCError {
  const failure = failureOf(error.cause);
  if (!failure) return error;
  return new TRPCError({ code: CODES[failure.kind], message: failure.kind, cause: error.cause });
}

/** What a browser or a program learns of an error: the failure, or for a bug a reference that the log knows. */
export type ErrorFacts = { failure: Failure | null; reference: string | null };

export function errorFacts(error: TRPCError, requestId: string | undefined): ErrorFacts {
  const failure = failureOf(error.cause) ?? schemaFailure(error) ?? plainFailure(error);
  return { failure, reference: requestId ?? null };
}

type ZodLike = { name: string; issues: { path: PropertyKey[]; message: string }[] };

/** What of an input does not fit its schema; undefined for any other error. */
export function schemaFailure(error: TRPCError): Failure | undefined {
  const cause = error.cause as Partial<ZodLike> | undefined;
  if (error.code !== 'BAD_REQUEST' || !Array.isArray(cause?.issues)) return undefined;
  const issues = cause.issues.map(({ path, message }) => ({ path: path.map(text), message }));
  return { kind: 'invalid', issues };
}

const text = (key: PropertyKey) => (typeof key === 'number' ? key : String(key));

function plainFailure(error: TRPCError): Failure | null {
  if (error.code === 'UNAUTHORIZED') return { kind: 'unauthenticated' };
  return null;
}
