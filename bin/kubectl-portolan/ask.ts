import { accessOf } from './access';
import type { Hub } from './kept-hubs';
import { type Answer, send } from './send';

/** Asks one procedure of the hub as the person; throws one sentence. */
export async function ask<Output>(hub: Hub, procedure: string, input: object = {}): Promise<Output> {
  const address = `/api/trpc/${procedure}?${new URLSearchParams({ input: JSON.stringify(input) })}`;
  const { status, text } = await read(hub, address);
  if (status === 401) throw new Error(`${hub.server} does not know this token (any more): sign in again`);
  if (status !== 200) throw new Error(`${hub.server} answers ${status} to ${procedure}`);
  return (JSON.parse(text) as { result: { data: Output } }).result.data;
}

/** Reads an address of the hub as the person. Access that is refused is renewed once, which tells a session that is over. */
export async function read(hub: Hub, address: string): Promise<Answer> {
  const get = (token: string) =>
    send(hub, address, { headers: { authorization: `Bearer ${token}`, 'x-portolan': '1' } });
  const { token } = await accessOf(hub);
  const answer = await get(token);
  return answer.status === 401 && hub.session ? get((await accessOf(hub, token)).token) : answer;
}
