import { Agent, request } from 'undici';
import type { KubeObject } from '~/server/simulator/api/object';

/** A server under measure. */
export type Peer = { name: string; url: string; ca: string; token: string };

const AT_ONCE = 8;

/** Times what is asked of a server; times are in milliseconds. */
export function createMeter({ url, ca, token }: Peer) {
  const dispatcher = new Agent({ connect: { ca } });
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    type = 'application/json',
  ) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': type };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await request(url + path, { method, dispatcher, headers, ...sent });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
    return text;
  };
  const all = async <Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>) => {
    const queue = [...items];
    const worker = async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  return {
    create: (path: string, objects: readonly KubeObject[]) => all(objects, (object) => send('POST', path, object)),
    /** A list as a whole, as a client reads it: to the last byte, not parsed. */
    async list(path: string): Promise<number> {
      const began = performance.now();
      await send('GET', path);
      return performance.now() - began;
    },
    /** Server-side apply of each object, eight at a time. */
    async apply(path: string, objects: readonly KubeObject[]): Promise<number> {
      const began = performance.now();
      const query = '?fieldManager=bench&force=true';
      await all(objects, (object) =>
        send('PATCH', `${path}/${object.metadata.name}${query}`, object, 'application/apply-patch+yaml'),
      );
      return performance.now() - began;
    },
    close: () => dispatcher.destroy(),
  };
}
