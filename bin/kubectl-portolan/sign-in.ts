import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from './kept-hubs';
import { openBrowser } from './open-browser';
import { type FormAnswer, postForm, reasonIn, sessionOf, type TokenBody } from './post-form';
import { say } from './say';
import type { Address } from './send';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const AWAY: FormAnswer = { status: 503, body: {} };

type DeviceBody = {
  device_code: string;
  user_code: string;
  verification_uri_complete: string;
  /** Seconds. */
  expires_in: number;
  interval?: number;
};

/** https://www.rfc-editor.org/rfc/rfc8628: the person confirms in a browser, anywhere, what this machine shows. */
export async function signIn(hub: Address, opensBrowser: boolean): Promise<Session> {
  const answer = await postForm(hub, '/oauth/device_authorization', { machine: hostname().slice(0, 100) || 'unknown' });
  if (answer.status === 404) throw new Error(`${hub.server} knows no sign-in by browser: use --token`);
  if (answer.status !== 200) throw new Error(`${hub.server} begins no sign-in: ${reasonIn(answer)}`);
  const asked = answer.body as DeviceBody;
  const { verification_uri_complete: page, user_code: code } = asked;
  say(`Confirm this sign-in in your browser, where the same code is shown:\n\n  ${page}\n\n  code  ${code}\n`);
  if (opensBrowser) openBrowser(page);
  return poll(hub, asked, Date.now() + asked.expires_in * 1000);
}

async function poll(hub: Address, { device_code, interval = 5 }: DeviceBody, until: number): Promise<Session> {
  for (let seconds = interval; Date.now() < until; ) {
    await sleep(seconds * 1000);
    // a hub that is away for a moment is asked again
    const answer = await postForm(hub, '/oauth/token', { grant_type: GRANT, device_code }).catch(() => AWAY);
    const { status, body } = answer;
    if (status === 200) return sessionOf(body as TokenBody);
    if (body.error === 'access_denied') throw new Error('the sign-in was denied in the console');
    if (body.error === 'expired_token') break;
    if (body.error === 'slow_down' || status >= 429) seconds += 5;
    else if (body.error !== 'authorization_pending') throw new Error(`${hub.server}: ${reasonIn(answer)}`);
  }
  throw new Error('the code was not confirmed in time: run login again');
}
