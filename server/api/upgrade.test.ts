import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { gateFor } from '~/server/api/gate';
import { ADA } from '~/server/teams/testing/people';
import type { Wiring } from '~/server/wiring';
import { createSubscriptionDoor } from './upgrade';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const person = ADA;

/** A door in front of a stream that breaks, and a browser of ours that is through it. */
async function openDoor() {
  const error = vi.fn();
  const server = http.createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const wiring = {
    log: { error },
    gate: gateFor({ publicUrl: undefined, ownNames: [], port, tlsPort: port }),
    sessions: {
      people: { findSession: async () => ({ person, rightsPrint: null, isOld: false }) },
      clock: { now: () => new Date() },
    },
    sights: { of: async () => 'all' },
    sightsOfRequest: { of: async () => 'all' },
    rights: { onChange: () => () => undefined },
    live: {
      subscribe: () => {
        throw new Error('the stream broke');
      },
    },
  } as unknown as Wiring;
  const door = createSubscriptionDoor(wiring);
  server.on('upgrade', door.upgrade);
  const headers = { cookie: `portolan=${'t'.repeat(30)}` };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { origin: `http://127.0.0.1:${port}`, headers });
  closing.push(
    () => socket.terminate(),
    () => door.close(),
    () => server.close(),
  );
  await once(socket, 'open');
  return { error, socket };
}

const ask = (socket: WebSocket, path: string, input: object) =>
  socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path, input } }));

it('logs what breaks a subscription, with its path and request and without its input', async () => {
  const { error, socket } = await openDoor();
  ask(socket, 'live.changes', { lastEventId: 'planted:1' });
  await vi.waitFor(() => expect(error).toHaveBeenCalledTimes(1));
  const [facts, sentence] = error.mock.calls[0] ?? [];
  expect(sentence).toBe('a subscription failed');
  expect(facts).toMatchObject({ path: 'live.changes', err: { message: 'the stream broke' } });
  expect(facts.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(facts)).not.toContain('planted');
});

it('does not log what a browser asked wrongly', async () => {
  const { error, socket } = await openDoor();
  const answered = once(socket, 'message');
  ask(socket, 'live.changes', { unknownKey: 1 });
  await answered;
  expect(error).not.toHaveBeenCalled();
});

it('opens for a program that shows a token, and never for a cookie without an Origin', async () => {
  const { socket: ours } = await openDoor();
  const { port } = new URL(ours.url);
  const knock = async (headers: Record<string, string>) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers });
    closing.push(() => socket.terminate());
    return Promise.race([once(socket, 'open').then(() => 'open'), once(socket, 'error').then(() => 'refused')]).catch(
      () => 'refused',
    );
  };
  const token = `portolan_session_${'t'.repeat(43)}`;
  expect(await knock({ authorization: `Bearer ${token}` })).toBe('open');
  expect(await knock({ cookie: `portolan=${token}` })).toBe('refused');
  expect(await knock({ authorization: 'Basic x', cookie: `portolan=${token}` })).toBe('refused');
});
