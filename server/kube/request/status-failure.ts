import { z } from 'zod';
import { type ClusterRefused, DomainError } from '~/server/kernel/failure';
import type { Member } from '~/server/kube/member';
import { Ended } from './ended';
import { hideCredential } from './hide-credential';

const Status = z.object({
  kind: z.literal('Status').optional(),
  reason: z.string().catch(''),
  message: z.string().catch(''),
  details: z
    .object({
      retryAfterSeconds: z.number().optional().catch(undefined),
      causes: z
        .array(z.object({ field: z.string().catch(''), reason: z.string().catch(''), message: z.string().catch('') }))
        .catch([]),
    })
    .optional()
    .catch(undefined),
});

type Refusal = { status: number; retryAfter: string | undefined; body: string };

/** The error for an answer that is no success. A redirect is an error of its own: it is never followed. */
export function statusFailure(
  { name: cluster, credential }: Pick<Member, 'name' | 'credential'>,
  { status, retryAfter, body: given }: Refusal,
  now: Date,
): DomainError | Ended {
  if (status >= 300 && status < 400) return new Ended('redirect', `it answers with a redirect (${status})`);
  const body = hideCredential(given, credential);
  const said = parseStatus(body);
  const retryAfterMs = readRetryAfter(retryAfter, now) ?? seconds(said?.details?.retryAfterSeconds);
  const failure: ClusterRefused = {
    kind: 'cluster-refused',
    cluster,
    status,
    reason: said?.reason || (REASONS[status] ?? 'Unknown'),
    detail: said?.message || body.slice(0, 500).trim() || `the server answers ${status}`,
    causes: said?.details?.causes ?? [],
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  return new DomainError(failure);
}

/** RFC 9110 section 10.2.3: seconds or an HTTP-date, as milliseconds from `now`, at most five minutes. */
export function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  if (/^\s*\d+\s*$/.test(value)) return seconds(Number(value));
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : seconds((at - now.getTime()) / 1000);
}

const MAX_RETRY_AFTER_MS = 5 * 60_000;
const seconds = (value: number | undefined) =>
  value === undefined ? undefined : Math.max(0, Math.min(MAX_RETRY_AFTER_MS, Math.round(value * 1000)));

function parseStatus(body: string): z.infer<typeof Status> | undefined {
  try {
    return Status.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** metav1.StatusReason of answers that come without a Status, mostly from proxies in front of the API server. */
const REASONS: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};
