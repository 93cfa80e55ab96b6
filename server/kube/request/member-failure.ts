import { type ClusterFailure, DomainError, type UnreachableReason } from '~/server/kernel/failure';
import type { TlsFault } from '~/server/kube/dial/peer-certificate';
import { DialForbidden } from '~/server/kube/dial/pinned-lookup';
import { Ended } from './ended';
import { tlsSentence } from './tls-sentence';

/** Any error of a request as the one that is thrown to callers; those that are ours already pass unchanged. */
export function memberFailure(cluster: string, error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const failure: ClusterFailure = { kind: 'cluster-unreachable', cluster, ...explainFault(error) };
  return new DomainError(failure, { cause: error });
}

/** Why a connection failed, from the codes of Node, OpenSSL and undici. */
export function explainFault(error: unknown): { reason: UnreachableReason; detail: string } {
  if (error instanceof Ended) return { reason: error.reason, detail: error.message };
  if (error instanceof DialForbidden) return { reason: 'policy', detail: error.message };
  const fault = innermost(error);
  const code = fault.code ?? '';
  const sentence = tlsSentence(fault);
  if (sentence !== undefined) return { reason: 'tls', detail: sentence };
  const reason = REASONS[code] ?? (code.startsWith('HPE_') ? 'garbled' : 'reset');
  return { reason, detail: DETAILS[code] ?? fault.message };
}

const REASONS: Record<string, UnreachableReason> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_DESTROYED: 'aborted',
  UND_ERR_CLOSED: 'aborted',
};

const DETAILS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at that address',
  EHOSTUNREACH: 'no route to that host',
  ENETUNREACH: 'no route to that network',
  ENOTFOUND: 'the name does not exist',
  EAI_AGAIN: 'the name server does not answer',
  ETIMEDOUT: 'the connection was not accepted in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection was not accepted in time',
  ECONNRESET: 'the connection was reset',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
};

/** Happy Eyeballs reports one error per address: the first that is no mere time-out says most. */
function innermost(error: unknown): TlsFault {
  if (error instanceof AggregateError) {
    const faults = error.errors as TlsFault[];
    const first = faults.find((fault) => fault.code !== 'ETIMEDOUT') ?? faults[0];
    if (first) return first;
  }
  return error instanceof Error ? error : new Error(String(error));
}
