import { describe, expect, it } from 'vitest';
import { gateFor } from '~/server/api/gate';
import { refuseAtDoor } from './refuse-request';
import { contentPolicy } from './response-headers';

const gate = gateFor({ publicUrl: new URL('https://hub.example'), ownNames: [], port: 3000, tlsPort: 3443 });
const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  refuseAtDoor({ method, path, headers: { host: 'hub.example', ...headers } }, gate)?.status;

describe('the door', () => {
  it.each([
    ['GET', '/', {}, undefined],
    ['HEAD', '/clusters', {}, undefined],
    ['POST', '/api/trpc/teams.me', {}, undefined],
    ['GET', '/', { host: 'localhost:3000' }, undefined],
    ['GET', '/', { host: 'hub.example.evil' }, 421],
    ['GET', '/', { host: '169.254.169.254' }, 421],
    ['GET', '/', { host: '' }, 421],
    ['GET', '/_next/static/chunks/a.js', { host: 'evil' }, 421],
    ['GET', '/api/healthz', { host: '10.0.0.7:3000' }, undefined],
    ['GET', '/api/healthz/x', { host: '10.0.0.7:3000' }, 421],
    ['POST', '/', {}, 405],
    ['PUT', '/clusters', {}, 405],
    ['POST', '/api/trpc/teams.me', { 'content-length': '9000000' }, 413],
  ])('%s %s with %j: %s', (method, path, headers, status) => {
    expect(ask(method, path, headers)).toBe(status);
  });
});

describe('the content policy', () => {
  it('lets only scripts with the nonce run, and nothing be framed, posted or fetched elsewhere', () => {
    const policy = contentPolicy({ nonce: 'abc', development: false });
    expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.split('; ').filter((rule) => /unsafe|\*|https?:/.test(rule))).toEqual([
      "style-src 'self' 'unsafe-inline'",
    ]);
  });
});
