import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLIENT_ADDRESS } from '~/server/api/client-address';
import type { Polled } from '~/server/teams/ports';
import { createDeviceDoor } from './serve-device';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const CLIENT = { client_id: 'kubectl-portolan' };
const CODE = 'portolan_device_of_a_test';
const ask = vi.fn(async () => undefined);
const poll = vi.fn(async (): Promise<Polled> => ({ answer: 'pending' }));

let server: Server;
let origin: string;
beforeAll(async () => {
  const clock = { now: () => new Date('2026-01-01'), monotonic: () => 0 };
  const accounts = { devices: { ask, poll }, clock } as never;
  const env = { publicUrl: new URL('https://hub.example'), port: 3000 };
  const gate = { origins: new Set<string>(), hosts: new Set<string>() };
  const door = createDeviceDoor({ accounts, clock, env, gate, log: { error: vi.fn() } });
  server = createServer((message, response) => {
    message.headers[CLIENT_ADDRESS] = message.headers['x-from'];
    if (!door.serve(message, response)) response.writeHead(404).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function knock(path: string, body: string | Record<string, string>, from = '192.0.2.1') {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-from': from };
  const text = typeof body === 'string' ? body : String(new URLSearchParams(body));
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: text });
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.json() };
}
const refused = (error: string) => ({ status: 400, body: { error, error_description: expect.any(String) } });

describe('the door for sign-ins of kubectl', () => {
  it('gives a code to compare, the page where it is confirmed, and the pace at which to ask', async () => {
    const { status, body } = await knock('/oauth/device_authorization', { ...CLIENT, machine: 'ada-laptop' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expires_in: 600,
      interval: 5,
      verification_uri: 'https://hub.example/account/device',
    });
    expect(body.verification_uri_complete).toBe(`${body.verification_uri}?code=${body.user_code}`);
    expect(ask).toHaveBeenCalledWith(expect.objectContaining({ machine: 'ada-laptop', address: '192.0.2.1' }));
    expect(JSON.stringify(ask.mock.calls)).not.toContain(body.device_code);
  });

  it.each([
    ['pending', 'authorization_pending'],
    ['slow-down', 'slow_down'],
    ['denied', 'access_denied'],
    ['expired', 'expired_token'],
    ['unknown', 'invalid_grant'],
  ] as const)('tells a machine in the words of the RFC: %s', async (answer, error) => {
    poll.mockResolvedValueOnce({ answer });
    expect(await knock('/oauth/token', { ...CLIENT, grant_type: DEVICE, device_code: CODE })).toMatchObject(
      refused(error),
    );
  });

  it.each([
    ['/oauth/device_authorization', { machine: 'ada-laptop' }, 'invalid_request'],
    ['/oauth/device_authorization', { ...CLIENT, machine: 'two\nlines' }, 'invalid_request'],
    ['/oauth/device_authorization', `client_id=kubectl-portolan&machine=a&machine=b`, 'invalid_request'],
    ['/oauth/device_authorization', { ...CLIENT, machine: 'x'.repeat(5_000) }, 'invalid_request'],
    ['/oauth/token', { ...CLIENT, grant_type: 'password', password: 'x' }, 'unsupported_grant_type'],
    [
      '/oauth/token',
      { ...CLIENT, grant_type: 'refresh_token', refresh_token: 'nothing-of-ours-at-all' },
      'invalid_grant',
    ],
    ['/oauth/revoke', CLIENT, 'invalid_request'],
  ] as const)('refuses at %s what is no such form: %j', async (path, form, error) => {
    expect(await knock(path, form as never)).toMatchObject(refused(error));
  });

  it('takes forms alone, and nothing at other addresses', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${origin}/oauth/token`, { method: 'POST', headers, body: '{}' })).status).toBe(400);
    expect((await fetch(`${origin}/oauth/token`)).status).toBe(400);
    expect((await knock('/oauth/else', CLIENT)).status).toBe(404);
  });

  it('lets an address that shows wrong codes wait, and no other', async () => {
    poll.mockResolvedValue({ answer: 'unknown' });
    const guess = (from: string) => knock('/oauth/token', { ...CLIENT, grant_type: DEVICE, device_code: CODE }, from);
    for (let tries = 0; tries < 60; tries++) await guess('198.51.100.1');
    const asked = poll.mock.calls.length;
    expect(await guess('198.51.100.1')).toMatchObject({ status: 429, retry: expect.stringMatching(/^\d+$/) });
    expect(poll.mock.calls.length).toBe(asked);
    expect((await guess('198.51.100.2')).status).toBe(400);
  });
});
