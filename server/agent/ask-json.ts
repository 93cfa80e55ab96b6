import { request } from 'node:https';

export type Question = {
  url: URL;
  method?: 'GET' | 'POST' | 'PATCH';
  /** PEM; the system's roots when absent. */
  ca?: string | undefined;
  client?: { cert: string; key: string } | undefined;
  headers?: Record<string, string>;
  body?: unknown;
};

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 1 << 20;

/** One question over https and its answer as JSON, undefined when it is none. Rejects with a sentence; never redirected. */
export function askJson({ url, method = 'GET', ca, client, headers = {}, body }: Question) {
  return new Promise<{ status: number; json: unknown }>((resolve, reject) => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const type =
      sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) };
    const asked = request(
      url,
      {
        method,
        ...client,
        ...(ca === undefined ? {} : { ca }),
        agent: false,
        headers: { accept: 'application/json', ...type, ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER) asked.destroy(new Error('its answer is too large'));
          else chunks.push(chunk);
        });
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, json: readJson(Buffer.concat(chunks)) }));
      },
    );
    asked.setTimeout(TIMEOUT_MS, () => asked.destroy(new Error('it does not answer')));
    asked.once('error', (error) => reject(new Error(`${url.host} cannot be asked: ${error.message}`)));
    asked.end(sent);
  });
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
