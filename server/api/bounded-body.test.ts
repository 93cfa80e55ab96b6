import { describe, expect, it } from 'vitest';
import { type Bounded, boundedBody } from './bounded-body';

const post = (body: BodyInit, headers = {}) => new Request('http://hub/', { method: 'POST', body, headers });
const requestOf = (bounded: Bounded) => (bounded.ok ? bounded.request : undefined);

describe('boundedBody', () => {
  it('hands a body within the limit on as it came', async () => {
    const passed = requestOf(await boundedBody(post('{"a":1}', { 'content-type': 'application/json' }), 7));
    expect(await passed?.json()).toEqual({ a: 1 });
    expect(passed?.headers.get('content-type')).toBe('application/json');
  });

  it('refuses a larger one, declared or not', async () => {
    const refused = { ok: false, refusal: 'too-large' };
    expect(await boundedBody(post('12345678'), 7)).toEqual(refused);
    expect(await boundedBody(post('1', { 'content-length': '8' }), 7)).toEqual(refused);
  });

  it('refuses what nests without end or holds too many values, and not what stands in a text', async () => {
    const refused = { ok: false, refusal: 'too-complex' };
    expect(await boundedBody(post('['.repeat(100)), 1000)).toEqual(refused);
    expect(await boundedBody(post(`[${'1,'.repeat(30_000)}1]`), 100_000)).toEqual(refused);
    expect(await boundedBody(post(JSON.stringify(`[${'[,'.repeat(30_000)}`)), 100_000)).toMatchObject({ ok: true });
  });

  it('lets a request without a body pass', async () => {
    const request = new Request('http://hub/');
    expect(requestOf(await boundedBody(request, 7))).toBe(request);
  });
});
