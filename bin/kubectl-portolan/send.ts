import https from 'node:https';
import { type } from 'node:os';
import type { Hub } from './kept-hubs';

export type Address = Pick<Hub, 'server' | 'ca'>;
export type Answer = { status: number | undefined; text: string };
type Asked = { method?: string; headers: Record<string, string>; body?: string; timeout?: number };

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Mac OS X', win32: 'Windows NT' };
const AGENT = `kubectl-portolan/1 (${SYSTEMS[process.platform] ?? type()})`;

/** One request to a hub, by an address on it; `timeout` in ms. Throws one sentence when it does not answer. */
export function send({ server, ca }: Address, address: string, asked: Asked): Promise<Answer> {
  const { body, headers, timeout = 30_000, ...rest } = asked;
  const options = { ...rest, headers: { ...headers, 'user-agent': AGENT }, timeout, ...(ca ? { ca } : {}) };
  return new Promise((resolve, reject) => {
    const request = https.request(new URL(address, server), options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', reject).on('end', () => resolve({ status: response.statusCode, text }));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeout / 1000} s`)));
    request.on('error', ({ message }) => reject(new Error(`${server} cannot be reached: ${message}`)));
    request.end(body);
  });
}
