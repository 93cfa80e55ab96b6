import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_ADDRESS } from '~/server/api/client-address';
import type { Gate } from '~/server/api/gate';
import { failureOf } from '~/server/kernel/failure';
import type { Log } from '~/server/log';
import type { AccountDeps } from '~/server/teams/account';
import { beginDevice } from '~/server/teams/begin-device';
import type { SignInPlace } from '~/server/teams/model/person';
import { endKubectl, renewKubectl } from '~/server/teams/renew-kubectl';
import { type DeviceAnswer, type KubectlGrant, signInDevice } from '~/server/teams/sign-in-device';
import { readAtMost } from '../read-at-most';
import { createTokenBucket, type TokenBucket } from '../token-bucket';
import { consoleAt } from './console-at';
import { AskForm, RevokeForm, readForm, TokenForm } from './core/read-form';

export type DeviceDoorDeps = {
  accounts: AccountDeps;
  clock: AccountDeps['clock'];
  env: { publicUrl: URL | undefined; port: number };
  gate: Gate;
  log: Pick<Log, 'error'>;
};
export type DeviceDoor = { serve(message: IncomingMessage, response: ServerResponse): boolean };

type Said = { status: number; body: object; retryMs?: number };
type Knock = { form: Record<string, string>; place: SignInPlace; host: string; requestId: string };
type Ways = { deps: DeviceDoorDeps; wrong: TokenBucket; begun: TokenBucket };

/** Machines of one address that begin, and what they show that opens nothing: an office of many at once, then one by one. */
const BEGUN = { perSecond: 0.5, burst: 60 };
const WRONG = { perSecond: 0.2, burst: 60 };
const MAX_BODY = 4096;
const MOST_AGENT = 200;

const PATHS: Readonly<Record<string, (ways: Ways, knock: Knock) => Promise<Said>>> = {
  '/oauth/device_authorization': begin,
  '/oauth/token': grant,
  '/oauth/revoke': revoke,
};

/** The sign-in of the plug-in, as RFC 8628 has it; each answer is its JSON, each refusal one of its codes and a sentence. */
export function createDeviceDoor(deps: DeviceDoorDeps): DeviceDoor {
  const bucket = (bound: typeof BEGUN) => createTokenBucket(deps.clock, bound);
  const ways = { deps, wrong: bucket(WRONG), begun: bucket(BEGUN) };
  return {
    serve: (message, response) => {
      const answer = PATHS[(message.url ?? '').split('?')[0] ?? ''];
      if (!answer) return false;
      void answerForm(ways, answer, message)
        .catch((error: unknown) => sayTrouble(deps, error))
        .then((said) => say(response, said));
      return true;
    },
  };
}

async function answerForm(ways: Ways, answer: (typeof PATHS)[string], message: IncomingMessage): Promise<Said> {
  const { method, headers } = message;
  if (method !== 'POST' || !/^application\/x-www-form-urlencoded(;|$)/.test(headers['content-type'] ?? ''))
    return refused('invalid_request', 'Only a form is taken here, by POST.');
  const form = readForm((await readAtMost(message, MAX_BODY))?.toString('utf8') ?? '');
  if (!form) return refused('invalid_request', 'A field stands twice.');
  const agent = String(headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '');
  const place = { address: String(headers[CLIENT_ADDRESS] ?? ''), agent: agent.slice(0, MOST_AGENT) };
  return answer(ways, { form, place, host: headers.host ?? '', requestId: randomUUID() });
}

async function begin({ deps, begun }: Ways, { form, place, host }: Knock): Promise<Said> {
  const asked = AskForm.safeParse(form);
  if (!asked.success) return refused('invalid_request', 'The client or the name of the machine is missing.');
  const wait = begun.take(place.address);
  if (wait > 0) return tooMany(wait);
  const { machine } = asked.data;
  const { deviceCode, userCode, ...given } = await beginDevice(deps.accounts, { machine, address: place.address });
  const page = `${consoleAt(host, deps.env, deps.gate)}/account/device`;
  const body = {
    ...{ device_code: deviceCode, user_code: userCode },
    ...{ verification_uri: page, verification_uri_complete: `${page}?code=${userCode}` },
    ...{ expires_in: given.lastsSeconds, interval: given.intervalSeconds },
  };
  return { status: 200, body };
}

async function grant({ deps, wrong }: Ways, { form, place, requestId }: Knock): Promise<Said> {
  const asked = TokenForm.safeParse(form);
  if (!asked.success) return refused('unsupported_grant_type', 'This grant is not known here.');
  const wait = wrong.wait(place.address);
  if (wait > 0) return tooMany(wait);
  if (asked.data.grant_type === 'refresh_token') {
    const renewed = await renewKubectl(deps.accounts, asked.data.refresh_token, requestId);
    if (renewed) return granted(deps, renewed);
    wrong.take(place.address);
    return refused('invalid_grant', 'This session is over.');
  }
  const answer = await signInDevice(deps.accounts, asked.data.device_code, place, requestId);
  if (answer.state === 'signed-in') return granted(deps, answer.grant);
  if (answer.state === 'unknown') wrong.take(place.address);
  return refused(...CODES[answer.state]);
}

/** Always done: whoever shows what was never given learns nothing (https://www.rfc-editor.org/rfc/rfc7009#section-2.2). */
async function revoke({ deps }: Ways, { form, requestId }: Knock): Promise<Said> {
  const asked = RevokeForm.safeParse(form);
  if (!asked.success) return refused('invalid_request', 'The token is missing.');
  await endKubectl(deps.accounts, asked.data.token, requestId);
  return { status: 200, body: {} };
}

/** https://www.rfc-editor.org/rfc/rfc8628#section-3.5 */
const CODES: Readonly<Record<Exclude<DeviceAnswer['state'], 'signed-in'>, [code: string, sentence: string]>> = {
  pending: ['authorization_pending', 'Nobody has confirmed the code yet.'],
  'slow-down': ['slow_down', 'You ask too often: wait five seconds longer each time.'],
  denied: ['access_denied', 'The sign-in was denied in the console.'],
  expired: ['expired_token', 'The code was not confirmed in time.'],
  unknown: ['invalid_grant', 'This code is not known, or was used.'],
};

function granted({ clock }: DeviceDoorDeps, { access, expiresAt, refresh }: KubectlGrant): Said {
  const seconds = Math.floor((expiresAt.getTime() - clock.now().getTime()) / 1000);
  const body = { access_token: access, token_type: 'Bearer', expires_in: seconds, refresh_token: refresh };
  return { status: 200, body };
}

const refused = (error: string, sentence: string): Said => ({
  status: 400,
  body: { error, error_description: sentence },
});

const tooMany = (waitMs: number): Said => ({
  ...{ status: 429, retryMs: waitMs },
  body: { error: 'temporarily_unavailable', error_description: 'Too many came from your address; wait a moment.' },
});

function sayTrouble({ log }: DeviceDoorDeps, error: unknown): Said {
  const busy = failureOf(error)?.kind === 'limit';
  if (!busy) log.error({ err: error }, 'a sign-in of kubectl failed');
  const sentence = busy
    ? 'Too many machines wait to be confirmed; try again in some minutes.'
    : 'The hub failed; its log says how.';
  return { status: busy ? 503 : 500, body: { error: 'temporarily_unavailable', error_description: sentence } };
}

function say(response: ServerResponse, { status, body, retryMs }: Said): void {
  const retry = retryMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryMs / 1000)) };
  // what is left of a body that nobody reads would be taken for the next request
  const left = status === 200 ? {} : { connection: 'close' };
  const headers = {
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(status, { ...headers, ...retry, ...left }).end(JSON.stringify(body));
}
