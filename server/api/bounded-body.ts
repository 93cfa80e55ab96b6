import { jsonExceeds } from '~/server/kube/request/json-depth';

/** The largest edit names a thousand objects with some fields each; what is more is meant to be costly. */
const JSON_LIMITS = { depth: 64, values: 20_000 };

export type Bounded = { ok: true; request: Request } | { ok: false; refusal: 'too-large' | 'too-complex' };

/**
 * The request with its body read, when the body is no larger than `limit` bytes, as declared and as it comes, and its JSON
 * neither nests without end nor holds more values than any form of ours has.
 */
export async function boundedBody(request: Request, limit: number): Promise<Bounded> {
  if (!request.body) return { ok: true, request };
  const bytes = await readBytes(request, request.body, limit);
  if (!bytes) return { ok: false, refusal: 'too-large' };
  if (jsonExceeds(bytes, JSON_LIMITS)) return { ok: false, refusal: 'too-complex' };
  const { url, method, headers, signal } = request;
  return { ok: true, request: new Request(url, { method, headers, signal, body: new Uint8Array(bytes) }) };
}

async function readBytes(
  request: Request,
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}
