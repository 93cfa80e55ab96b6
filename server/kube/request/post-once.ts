import type { UnreachableReason } from '~/server/kernel/failure';
import type { Dialer } from '~/server/kube/dial/dialer';
import { type Pace, systemPace } from '~/server/kube/pace';
import { exchange, type Limits } from './exchange';
import { explainFault } from './member-failure';

export type Post = {
  url: URL;
  /** PEM bundle that is trusted instead of the system's roots. */
  ca?: string;
  headers: Record<string, string>;
  body: string;
};

export type Posted = { ok: true; status: number } | { ok: false; reason: UnreachableReason };

const LIMITS: Limits = { deadlineMs: 10_000, idleMs: 10_000, maxBytes: 64 * 1024 };

/**
 * Sends one JSON text to somebody who is no member, on a connection of its own. Answers the status alone: what else the
 * receiver says is not read, and where it would send us is not followed.
 */
export async function postOnce(
  dialer: Dialer,
  { url, ca, headers, body }: Post,
  { pace = systemPace, limits = LIMITS }: { pace?: Pace; limits?: Limits } = {},
): Promise<Posted> {
  try {
    const route = dialer.route({ origin: url, ...(ca === undefined ? {} : { ca }) });
    const pool = route.open({ connections: 1 });
    const given = { 'user-agent': 'portolan', 'content-type': 'application/json', ...headers };
    try {
      const request = { method: 'POST', path: url.pathname + url.search, headers: given, body } as const;
      const answer = await exchange(pool, request, { limits, pace });
      answer.close();
      return answer.status >= 300 && answer.status < 400
        ? { ok: false, reason: 'redirect' }
        : { ok: true, status: answer.status };
    } finally {
      void pool.destroy();
    }
  } catch (error) {
    return { ok: false, reason: explainFault(error).reason };
  }
}
