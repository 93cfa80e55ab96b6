import { once } from 'node:events';
import { request } from 'undici';
import { WebSocket } from 'ws';
import { DOWNLOAD_PATH } from '~/server/objects/model/transfer';
import { credentialOf } from './call';
import { expectedOf } from './expect-answer';
import type { Identity } from './identities';
import { MINE, type Row, THEIRS } from './table';

/** `open`: anyone; `signed`: whoever is signed in; `none`: nobody who comes so; a row: who holds what it says. */
type May = 'open' | 'signed' | 'none' | Row;
export type Knocked = { in: boolean; body: string };

/** A way in that is no procedure. */
export type Door = { name: string; may: May; knock(origin: string, who: Identity): Promise<Knocked> };

/** A document for whoever is signed in. */
export const page = (path: string): Door => read(path, 'signed');

export const open = (path: string): Door => read(path, 'open');

/** What a GET is answered. */
export const read = (path: string, may: May): Door => ({
  name: path.replace(/\?.*/, ''),
  may,
  knock: async (origin, who) => {
    const headers = { ...credentialOf(who.token), accept: 'text/html,*/*' };
    const { statusCode, headers: answered, body } = await request(`${origin}${path}`, { headers });
    const hasEntered = /portolan=[^;]/.test(String(answered['set-cookie'] ?? ''));
    return { in: statusCode === 200 || (may === 'none' && hasEntered), body: await body.text() };
  },
});

/** A way to become someone: in is who gets a session of it. */
export const enter = (path: string, input: object, may: May): Door => ({
  name: `${path} ${JSON.stringify(input)}`,
  may,
  knock: async (origin, who) => {
    const headers = { origin, 'x-portolan': '1', 'content-type': 'application/json', ...credentialOf(who.token) };
    const sent = { method: 'POST', headers, body: JSON.stringify(input) } as const;
    const { statusCode, headers: answered, body } = await request(`${origin}${path}`, sent);
    return { in: statusCode === 200 || answered['set-cookie'] !== undefined, body: await body.text() };
  },
});

/** A link that saves a file of a container: in is whose request has reached the member, which knows no such pod. */
export const saved = (cluster: string, may: May): Door => ({
  name: `${DOWNLOAD_PATH} of ${cluster}`,
  may,
  knock: async (origin, who) => {
    const headers = { origin, referer: `${origin}/`, ...credentialOf(who.token) };
    const of = { cluster, namespace: 'default', pod: 'nothing-here', container: 'none', path: '/etc/hosts' };
    const query = new URLSearchParams({ ...of, transfer: '00000000-0000-4000-8000-00000000dead' });
    const { headers: answered, body } = await request(`${origin}${DOWNLOAD_PATH}?${query}`, { headers });
    await body.dump();
    const told = decodeURIComponent(String(answered['set-cookie'] ?? ''));
    return { in: /pods \\"nothing-here\\" not found/.test(told), body: told };
  },
});

/** A subscription over the socket that browsers have: in when it is told that it has begun. */
export const subscription = (path: string, input: object, may: May): Door => ({
  name: `subscription ${path}`,
  may,
  knock: async (origin, who) => {
    const headers = credentialOf(who.token);
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/trpc-ws`, { origin, headers });
    try {
      await once(socket, 'open');
      socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path, input } }));
      const [data] = (await Promise.race([once(socket, 'message'), once(socket, 'close')])) as [Buffer | number];
      const body = Buffer.isBuffer(data) ? data.toString() : '';
      return { in: body.includes('"started"'), body };
    } catch {
      return { in: false, body: '' };
    } finally {
      socket.terminate();
    }
  },
});

/** What is wrong with how a door has answered someone: they are in or out against its row, or see what is not theirs. */
export function judgeDoor({ name, may }: Door, who: Identity, found: Knocked): string[] {
  if (found.in !== mayEnter(may, who)) return [`${name} as ${who.name}: ${found.in ? 'in' : 'out'}`];
  const foreign = who.where === 'theirs' ? MINE : THEIRS;
  const leaks = who.where !== 'everywhere' && !name.includes(foreign) && found.body.includes(foreign);
  return leaks ? [`${name} as ${who.name} shows something of ${foreign}`] : [];
}

function mayEnter(may: May, who: Identity): boolean {
  if (may === 'open' || may === 'none') return may === 'open';
  return may === 'signed' ? !who.out : expectedOf(may, who) === 'allowed';
}
