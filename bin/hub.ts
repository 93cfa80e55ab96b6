import { existsSync, readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Failure } from '~/server/kernel/failure';

/** How the command line reaches the hub: from the environment, or from the file that a hub on this machine writes. */
export type HubAccess = {
  server: string;
  /** By which name its certificate is known, where that is another than the server's. */
  serverName?: string;
  certificateAuthority?: string;
  token: string;
  /** Where people reach the console, as far as it is known. */
  console?: string;
};

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export function findHub(): HubAccess {
  const { PORTOLAN_SERVER: server, PORTOLAN_TOKEN: token, PORTOLAN_CA: authority } = process.env;
  if (server && token)
    return { server, token, ...(authority ? { certificateAuthority: readFileSync(authority, 'utf8') } : {}) };
  const file = path.join(path.resolve(ROOT, process.env['PORTOLAN_DATA_DIR'] ?? '.data'), 'cli.json');
  if (!existsSync(file)) {
    throw new Error(
      `no hub is known: start one on this machine (npm start), or set PORTOLAN_SERVER, PORTOLAN_TOKEN and PORTOLAN_CA`,
    );
  }
  const local = JSON.parse(readFileSync(file, 'utf8')) as HubAccess;
  return token ? { ...local, token } : local;
}

/** Calls one procedure that writes; throws a sentence when the hub refuses or cannot be reached. */
export async function call<Output>(hub: HubAccess, procedure: string, input: unknown): Promise<Output> {
  return outputOf(await send(hub, 'POST', `/api/trpc/${procedure}`, JSON.stringify(input)));
}

/** Asks one procedure that reads. */
export async function ask<Output>(hub: HubAccess, procedure: string, input: unknown): Promise<Output> {
  const query = input === undefined ? '' : `?${new URLSearchParams({ input: JSON.stringify(input) })}`;
  return outputOf(await send(hub, 'GET', `/api/trpc/${procedure}${query}`, undefined));
}

type Answer = { status: number; body: string };

function outputOf<Output>({ status, body }: Answer): Output {
  const answer = JSON.parse(body) as {
    result?: { data: Output };
    error?: { message: string; data?: { failure?: Failure } };
  };
  if (answer.result) return answer.result.data;
  const failure = answer.error?.data?.failure;
  if (failure) throw new HubRefusal(failure);
  throw new Error(`the hub answered ${status}: ${answer.error?.message}`);
}

/** The hub's no, with why. */
class HubRefusal extends Error {
  constructor(readonly failure: Failure) {
    super(sentence(failure));
  }
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof HubRefusal && error.failure.kind === 'not-found';

function send(hub: HubAccess, method: string, pathname: string, body: string | undefined): Promise<Answer> {
  const headers = { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json', 'x-portolan': '1' };
  const trust = {
    ...(hub.certificateAuthority ? { ca: hub.certificateAuthority } : {}),
    ...(hub.serverName ? { servername: hub.serverName } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = https.request(
      new URL(pathname, hub.server),
      { method, headers, ...trust, timeout: 60_000 },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer within a minute')));
    request.on('error', (error) => reject(new Error(`the hub at ${hub.server} cannot be reached: ${error.message}`)));
    request.end(body);
  });
}

function sentence(failure: Failure): string {
  if (failure.kind === 'invalid')
    return failure.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; ');
  if (failure.kind === 'conflict') return `${failure.what} ${failure.name}: ${failure.detail}`;
  return 'detail' in failure ? failure.detail : failure.kind;
}
