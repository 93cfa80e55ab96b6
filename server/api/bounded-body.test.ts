import { describe, expect, it } from 'vitest';
import { boundedBody } from './bounded-body';

const post = (body: BodyInit, headers = {}) => new Request('http://hub/', { method: 'POST', body, headers });

describe('boundedBody', () => {
  it('hands a body within the limit on as it came', async () => {
    const passed = await boundedBody(post('{"a":1}', { 'content-type': 'application/json' }), 7);
    expect(await passed?.json()).toEqual({ a: 1 });
    expect(passed?.headers.get('content-type')).toBe('application/json');
  });

  it('refuses a larger one, declared or not', async () => {
    expect(await boundedBody(post('12345678'), 7)).toBeUndefined();
    expect(await boundedBody(post('1', { 'content-length': '8' }), 7)).toBeUndefined();
  });

  it('lets a request without a body pass', async () => {
    const request = new Request('http://hub/');
    expect(await boundedBody(request, 7)).toBe(request);
  });
});
