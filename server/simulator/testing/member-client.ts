import { Agent, request } from 'undici';
import type { SimulatedMember } from '~/server/simulator/member';

// biome-ignore lint/suspicious/noExplicitAny: what is answered is checked by the test that reads it
type Json = any;
export type Reply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: Json;
};
type Send = { token?: string; body?: unknown; type?: string; headers?: Record<string, string>; signal?: AbortSignal };

/** A bare client for tests of the simulator: no retries, nothing hidden. Close it before the member. */
export function createMemberClient(member: Pick<SimulatedMember, 'url' | 'ca' | 'tokens'>) {
  const agent = new Agent({ connect: { ca: member.ca } });
  const send = (
    method: string,
    path: string,
    { token = member.tokens.admin, body, type, headers = {}, signal }: Send = {},
  ) =>
    request(member.url + path, {
      method: method as 'GET',
      dispatcher: agent,
      ...(signal ? { signal } : {}),
      headers: {
        'user-agent': 'test/1.0',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const call = async (method: string, path: string, options?: Send): Promise<Reply> => {
    const { statusCode, headers, body } = await send(method, path, options);
    const text = await body.text();
    return {
      status: statusCode,
      headers,
      text,
      json: text.startsWith('{') && !text.includes('}\n{') ? JSON.parse(text) : undefined,
    };
  };
  /** The events of a watch, one by one, until the stream ends or the loop is left. */
  async function* watch(path: string, options?: Send): AsyncGenerator<Json> {
    const { body } = await send('GET', path, options);
    let rest = '';
    for await (const chunk of body) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  }
  return { call, watch, close: () => agent.destroy() };
}
