import type { Dialer } from './dialer';

/** What a library that takes a `fetch` of its own asks of it. */
export type DialedRequest = {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
};
export type DialedFetch = (url: string, request: DialedRequest) => Promise<Response>;

const DEADLINE_MS = 10_000;
const MAX_BYTES = 512 * 1024;
const FIRST_REDIRECT = 300;
const LAST_REDIRECT = 399;

/**
 * `fetch` over the hub's dialer, for what is no member: https to addresses that policy allows, no redirect, a deadline and a
 * byte cap for each call. `authority`: PEM that is trusted instead of the system's roots.
 */
export function dialedFetch(dialer: Dialer, authority?: string): DialedFetch {
  return async (url, { method, headers, body, signal }) => {
    const target = new URL(url);
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const pool = dialer.route({ origin: target, ...(authority ? { ca: authority } : {}) }).open({ connections: 1 });
    try {
      const answer = await pool.request({
        path: `${target.pathname}${target.search}`,
        method: method === 'POST' ? 'POST' : 'GET',
        headers,
        body: body === undefined || body === null ? null : String(body),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      const { statusCode: status } = answer;
      if (status >= FIRST_REDIRECT && status <= LAST_REDIRECT) {
        throw new Error(`${target.host} answered with a redirect, which is not followed`);
      }
      const bytes = await readCapped(answer.body, target.host);
      const type = answer.headers['content-type'];
      return new Response(bytes, { status, headers: typeof type === 'string' ? { 'content-type': type } : {} });
    } finally {
      // what is still unread is not wanted
      await pool.destroy();
    }
  };
}

async function readCapped(body: AsyncIterable<Uint8Array>, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`${host} answered with more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
