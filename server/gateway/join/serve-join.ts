import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_ADDRESS } from '~/server/api/client-address';
import type { IntroduceDeps } from '~/server/clusters/introduce-agent';
import { introduceAgent } from '~/server/clusters/introduce-agent';
import { type DoorAddress, isJoinToken, joinTokenHash } from '~/server/clusters/join-tokens';
import { AGENT_CERTIFICATE_MS, type KeyPair, makeAgentCertificate } from '../hub-authority';
import { readAtMost } from '../read-at-most';
import type { TokenBucket } from '../token-bucket';
import { type JoinAnswer, JoinRequest } from '../tunnel/model/join';
import { joinManifest } from './core/join-manifest';
import { verifyJoin } from './verify-join';

export type JoinDoorDeps = IntroduceDeps & {
  authority: KeyPair;
  door: DoorAddress;
  /** The agent's image, with its tag. */
  image: string;
  /** Wrong tokens and unknown keys of each address. */
  tries: TokenBucket;
  newRequestId(): string;
};

export const JOIN_PATH = '/agent/join';
const MANIFEST_PATH = /^\/join\/([^/?]+)\.yaml(\?.*)?$/;
const MAX_BODY = 8192;
/** While a person looks. */
const PENDING_MS = 5000;
const REFUSED_MS = 60_000;

export const isForJoining = (url: string): boolean => url.startsWith('/join/') || url.split('?')[0] === JOIN_PATH;

/** `GET /join/<token>.yaml` and `POST /agent/join`. An address that guesses waits ever longer, known or not. */
export async function serveJoin(deps: JoinDoorDeps, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', method } = message;
  const from = String(message.headers[CLIENT_ADDRESS] ?? '');
  const wait = deps.tries.wait(from);
  if (wait > 0) return say(response, 429, 'Too many wrong tokens came from your address; wait a moment.', wait);
  const token = MANIFEST_PATH.exec(url)?.[1];
  if (method === 'GET' && token !== undefined) return manifest(deps, token, url, from, response);
  if (method === 'POST' && url === JOIN_PATH) return join(deps, message, from, response);
  say(response, 404, 'Nothing stands at this address.');
}

async function manifest(deps: JoinDoorDeps, token: string, url: string, from: string, response: ServerResponse) {
  const found = isJoinToken(token) ? await deps.joinTokens.find(joinTokenHash(token), deps.clock.now()) : undefined;
  if (!found) {
    deps.tries.take(from);
    return say(response, 404, 'This join token is unknown, used up or over: make another one in the console.');
  }
  const name = new URL(url, 'https://hub').searchParams.get('name') ?? undefined;
  const { door, image } = deps;
  const text = joinManifest({ ...door, image, token, name });
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/yaml; charset=utf-8' });
  response.end(text);
}

async function join(deps: JoinDoorDeps, message: IncomingMessage, from: string, response: ServerResponse) {
  const request = JoinRequest.safeParse(await readJson(message));
  if (!request.success) return say(response, 400, 'This is no request of an agent.');
  const verified = verifyJoin(request.data, deps.clock.now());
  if (!verified.ok) return answer(response, { state: 'refused', retryMs: REFUSED_MS, sentence: verified.sentence });
  const { signature: _signature, signedAt: _signedAt, ...asked } = request.data;
  const optional = { token: asked.token, name: asked.name, region: asked.region, zone: asked.zone };
  const introduction = { ...asked, ...optional, fingerprint: verified.fingerprint, from };
  const outcome = await introduceAgent(deps, { ...introduction, requestId: deps.newRequestId() });
  if (outcome.state === 'refused') {
    if (outcome.isGuess) deps.tries.take(from);
    return answer(response, { state: 'refused', retryMs: REFUSED_MS, sentence: outcome.sentence });
  }
  if (outcome.state === 'pending') {
    const sentence = `waiting for approval in the console; its fingerprint is ${verified.fingerprint}`;
    return answer(response, { state: 'pending', retryMs: PENDING_MS, sentence });
  }
  const { agent } = outcome;
  const { certificate, expiresAt } = await makeAgentCertificate(deps.authority, agent, deps.clock.now());
  await deps.agents.certified(agent.id, expiresAt);
  // well before its end, so that a day without the hub at night is no day without a certificate
  const renewMs = Math.round(AGENT_CERTIFICATE_MS / 3);
  answer(response, { state: 'approved', cluster: agent.name, certificate, renewMs });
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function answer(response: ServerResponse, body: JoinAnswer): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function say(response: ServerResponse, status: number, text: string, waitMs?: number): void {
  const retry = waitMs === undefined ? {} : { 'retry-after': String(Math.ceil(waitMs / 1000)) };
  // what is left of a body that nobody reads would be taken for the next request
  response.writeHead(status, { ...HEADERS, ...retry, connection: 'close', 'content-type': 'text/plain' });
  response.end(`${text}\n`);
}

/** The body as JSON; undefined when it is none, or larger than any request of an agent. */
async function readJson(message: IncomingMessage): Promise<unknown> {
  const bytes = await readAtMost(message, MAX_BODY);
  if (!bytes) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
