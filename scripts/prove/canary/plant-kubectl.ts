import { Agent, request } from 'undici';
import type { callers } from '../authz/call';
import type { Canary } from './find-canaries';

type Given = { call: ReturnType<typeof callers>; token: string };
type Answer = Record<'device_code' | 'user_code' | 'access_token' | 'refresh_token', string>;

const CLIENT = { client_id: 'kubectl-portolan' };
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Signs kubectl in as a person does, and renews what it has: every code and credential on the way is a canary. */
export async function plantKubectl({ call, token }: Given): Promise<Canary[]> {
  const account = await call('query', 'teams.account', undefined, token);
  const { hub, certificateAuthority: ca } = JSON.parse(account.body).result.data.door;
  const dispatcher = new Agent({ connect: { ca } });
  const knock = async (path: string, form: Record<string, string>): Promise<Answer> => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = String(new URLSearchParams({ ...CLIENT, ...form }));
    const { statusCode, body: said } = await request(`${hub}${path}`, { method: 'POST', headers, body, dispatcher });
    const text = await said.text();
    if (statusCode !== 200) throw new Error(`${path} was not taken: ${statusCode} ${text}`);
    return JSON.parse(text);
  };
  try {
    const asked = await knock('/oauth/device_authorization', { machine: 'proof' });
    await call('query', 'teams.device', { code: asked.user_code }, token);
    await call('mutation', 'teams.decideDevice', { code: asked.user_code, allow: true }, token);
    const first = await knock('/oauth/token', { grant_type: DEVICE_GRANT, device_code: asked.device_code });
    const next = await knock('/oauth/token', { grant_type: 'refresh_token', refresh_token: first.refresh_token });
    return [
      { name: 'device code', value: asked.device_code },
      { name: 'user code', value: asked.user_code },
      ...[first, next].flatMap(({ access_token: access, refresh_token: refresh }) => [
        { name: 'access of kubectl', value: access },
        { name: 'what renews a session of kubectl', value: refresh },
      ]),
    ];
  } finally {
    await dispatcher.close();
  }
}
