import { request } from 'undici';
import type { callers } from '../authz/call';
import { type Canary, canary } from './find-canaries';
import { plantKubectl } from './plant-kubectl';
import type { Seen } from './read-everything';

type Given = { call: ReturnType<typeof callers>; origin: string; token: string; echo: string; echoCa: string };

/** What opens a way in or out, made through the hub: some is shown once to who asked for it, and all of it nowhere else. */
export async function plantWaysIn({ call, origin, token, echo, echoCa }: Given) {
  const canaries: Canary[] = [];
  const seen: Seen[] = [];
  const secret = (name: string): string => {
    const made = canary(name);
    canaries.push(made);
    return made.value;
  };
  const make = async (procedure: string, input: object): Promise<Made> => {
    const { status, body } = await call('mutation', procedure, input, token);
    if (status !== 200) throw new Error(`${procedure} was not taken: ${status} ${body}`);
    const made = (JSON.parse(body) as { result: { data: Made } }).result.data;
    if (made.token !== undefined) canaries.push({ name: `token of ${procedure}`, value: made.token });
    seen.push({ where: procedure, text: body.replaceAll(made.token ?? '-', '') });
    return made;
  };
  const knock = async (door: string, input: object): Promise<number> => {
    const headers = { origin, 'x-portolan': '1', 'content-type': 'application/json' };
    const answer = await request(`${origin}/api/auth/${door}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    seen.push({ where: `/api/auth/${door}`, text: await answer.body.text() });
    return answer.statusCode;
  };

  canaries.push(...(await plantKubectl({ call, token })));
  await make('teams.createToken', { name: 'proof', role: 'viewer', days: 1 });
  const machine = await make('teams.createService', { name: 'machine', team: null });
  await make('teams.createTokenFor', { person: machine.id, name: 'proof', role: 'viewer', days: 1 });
  const { token: invitation } = await make('teams.invite', { name: 'Guest', login: 'guest' });
  await make('teams.invite', { name: 'Late', login: 'late' });
  const password = secret('password of an account');
  if ((await knock('invitation', { token: invitation, password })) !== 200)
    throw new Error('the guest did not come in');
  await knock('password', { login: 'guest', password: secret('password that is wrong') });
  // people type a password where their name belongs
  await knock('password', { login: secret('password typed as a name'), password });

  const provider = { name: 'sso', label: 'Single sign-on', issuer: echo, clientId: 'proof', authority: echoCa };
  await make('teams.saveProvider', { ...provider, clientSecret: secret('secret of an OIDC client') });
  await knock('oidc/sso/start', {});
  for (const target of channelsTo(echo, secret)) {
    const saved = { name: `to ${target.kind}`, team: null, target, certificateAuthority: echoCa };
    const { id } = await make('notifications.saveChannel', saved);
    await make('notifications.testChannel', { id, language: 'en' });
  }
  return { canaries, seen };
}

type Made = { id?: string; token?: string };

/** One channel of each kind, each with what opens it; all lead to who echoes what it is sent. */
function channelsTo(echo: string, secret: (name: string) => string) {
  const { hostname, port } = new URL(echo);
  const mailbox = 'proof@portolan.example';
  const server = { host: hostname, port: Number(port), security: 'tls', user: 'proof', from: mailbox, to: [mailbox] };
  return [
    { kind: 'webhook', url: `${echo}/${secret('path of a webhook')}`, signingKey: secret('signing key of a webhook') },
    { kind: 'slack', url: `${echo}/services/${secret('path of a Slack webhook')}` },
    { kind: 'email', server, password: secret('password of a mail server') },
  ];
}
