import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '~/server/simulator/api/answer';
import { sendBody } from './send-body';

const KIB = 1024;
const SIZES: Record<string, number[]> = {
  '/empty': [],
  '/small': [1, 0, 5000],
  '/exactly-one-piece': [100 * KIB, 156 * KIB],
  '/one-byte-more': [256 * KIB, 1],
  '/across-pieces': [...Array.from({ length: 500 }, (_, index) => 4000 + index), 0, 700 * KIB, 1],
};
const chunksOf = (sizes: number[]) => sizes.map((size, index) => Buffer.alloc(size, `chunk ${index};`));

const server = createServer((asked, response) =>
  sendBody(response, answer(200, ...chunksOf(SIZES[asked.url ?? ''] ?? []))),
);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (path: string) =>
  new Promise<{ length: string | undefined; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      buffer(response).then((body) => resolve({ length: response.headers['content-length'], body }), reject);
    })
      .on('error', reject)
      .end();
  });

test.each(Object.entries(SIZES))('%s arrives as its chunks one behind the other', async (path, sizes) => {
  const whole = Buffer.concat(chunksOf(sizes));
  // twice at once, so that two answers would be seen to share a buffer
  for (const { length, body } of await Promise.all([get(path), get(path)])) {
    expect(Number(length)).toBe(whole.length);
    expect(body.equals(whole)).toBe(true);
  }
});
