import { once } from 'node:events';
import { request } from 'undici';
import { WebSocket } from 'ws';
import type { Identity } from './identities';

/** A way in that is no procedure. `signed`: whoever is signed in; `open`: anyone; `none`: nobody with a session. */
type Door = {
  name: string;
  may: 'open' | 'signed' | 'none';
  knock(origin: string, who: Identity): Promise<'in' | 'out'>;
};

const cookie = ({ token }: Identity) => (token ? { cookie: `portolan=${token}` } : {});

const page = (path: string): Door => ({
  name: path,
  may: 'signed',
  knock: async (origin, who) => {
    const { statusCode, body } = await request(`${origin}${path}`, {
      headers: { ...cookie(who), accept: 'text/html' },
    });
    await body.dump();
    return statusCode === 200 ? 'in' : 'out';
  },
});

const open = (path: string, may: Door['may']): Door => ({
  name: path,
  may,
  knock: async (origin, who) => {
    const { statusCode, body } = await request(`${origin}${path}`, { headers: cookie(who) });
    await body.dump();
    return statusCode === 200 ? 'in' : 'out';
  },
});

/** A subscription over the socket that browsers have: in when it is told that it has begun. */
const subscription = (path: string, input: object): Door => ({
  name: `subscription ${path}`,
  may: 'signed',
  knock: async (origin, who) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/trpc-ws`, { origin, headers: cookie(who) });
    try {
      await once(socket, 'open');
      socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path, input } }));
      const [data] = (await Promise.race([once(socket, 'message'), once(socket, 'close')])) as [Buffer | number];
      return Buffer.isBuffer(data) && data.toString().includes('"started"') ? 'in' : 'out';
    } catch {
      return 'out';
    } finally {
      socket.terminate();
    }
  },
});

export const DOORS: readonly Door[] = [
  ...['/', '/clusters', '/topology', '/teams', '/audit'].map(page),
  open('/api/healthz', 'open'),
  open('/api/readyz', 'open'),
  open('/api/metrics', 'none'),
  subscription('live.changes', {}),
];

/** What is wrong with how a door answers someone. */
export async function judgeDoor(origin: string, door: Door, who: Identity): Promise<string[]> {
  const mayIn =
    door.may === 'open' ||
    (door.may === 'signed' && !who.out && (who.role !== undefined || !door.name.startsWith('subscription')));
  const found = await door.knock(origin, who);
  return found === (mayIn ? 'in' : 'out') ? [] : [`${door.name} as ${who.name}: ${found}`];
}
