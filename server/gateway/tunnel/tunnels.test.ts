import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { joinTestHub, startTestHub, type TestHub, tunnelled } from '~/server/gateway/testing/tunnelled-member';
import { createMemberClient } from '~/server/kube/create-member-client';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import {
  answerJson,
  loopbackDialer,
  type ScriptedMember,
  startScriptedMember,
} from '~/server/kube/testing/scripted-member';
import { CLOSED } from './model/limits';

let hub: TestHub;
let member: ScriptedMember;
let connection: MemberConnection;
const client = () => createMemberClient(connection, { kind: 'hub' });

beforeEach(async () => {
  hub = await startTestHub();
  member = await startScriptedMember((_request, response) => answerJson(response, { gitVersion: 'v1.30.0' }));
  const agents = hub.tunnels.route;
  connection = connectMember(tunnelled(member.member, 'edge'), { dialer: loopbackDialer, agents });
});
afterEach(async () => {
  await connection.close();
  await hub.stop();
  await member.stop();
});

describe('a member behind its agent', () => {
  it('is away until its agent has come, then answers with the agent’s own token', async () => {
    await expect(client().raw('/version')).rejects.toMatchObject({ failure: { reason: 'agent-away' } });
    await joinTestHub(hub, member.member, 'edge');
    expect(await client().raw('/version')).toMatchObject({ status: 200 });
    expect(member.seen.at(-1)?.headers.authorization).toBe('Bearer scripted-token');
  });

  it('is served by the newest tunnel, and the one before learns that it was displaced', async () => {
    const first = await joinTestHub(hub, member.member, 'edge');
    const closed = once(first, 'close');
    await joinTestHub(hub, member.member, 'edge');
    expect((await closed)[0]).toBe(CLOSED.displaced);
    expect(await client().raw('/version')).toMatchObject({ status: 200 });
    await vi.waitFor(() => expect(hub.sockets.size).toBe(1));
  });

  it('an older epoch that arrives late does not displace a newer one', async () => {
    await joinTestHub(hub, member.member, 'edge');
    const live = hub.tunnels.find('edge');
    if (!live) throw new Error('the tunnel is there');
    const close = vi.fn();
    const late = { cluster: 'edge', epoch: live.epoch - 1, tunnel: { ...live.tunnel, close } };
    expect(hub.tunnels.adopt(late)).toBe(false);
    expect(close).toHaveBeenCalledWith(CLOSED.displaced);
    expect(hub.tunnels.find('edge')).toBe(live);
  });

  it('loses what is under way when the tunnel breaks, and is known to be away at once', async () => {
    const socket = await joinTestHub(hub, member.member, 'edge');
    member.play(() => new Promise(() => {}));
    const asked = client().list({ group: '', version: 'v1', plural: 'pods' }, {}, { deadlineMs: 20_000 });
    const failed = expect(asked).rejects.toMatchObject({ failure: { kind: 'cluster-unreachable' } });
    await vi.waitFor(() => expect(member.seen).toHaveLength(1));
    socket.terminate();
    await failed;
    await vi.waitFor(() => expect(hub.tunnels.find('edge')).toBeUndefined());
  });

  it('gives a request up at the member when its caller goes away', async () => {
    await joinTestHub(hub, member.member, 'edge');
    const gone = vi.fn();
    member.play((_request, response) => new Promise<void>(() => response.once('close', gone)));
    const caller = new AbortController();
    const asked = client().raw('/version', { signal: caller.signal });
    await vi.waitFor(() => expect(member.seen).toHaveLength(1));
    caller.abort();
    await expect(asked).rejects.toMatchObject({ failure: { reason: 'aborted' } });
    await vi.waitFor(() => expect(gone).toHaveBeenCalled());
  });
});

describe('what opens a socket and is no agent', () => {
  it.each([
    ['says nothing that is a proof', '{"type":"proof"}'],
    ['sends no JSON', 'GET / HTTP/1.1'],
  ])('and %s is refused', async (_what, frame) => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(hub.url.replace('https', 'wss'), { ca: hub.ca });
    await once(socket, 'message');
    socket.send(frame);
    const [verdict] = await once(socket, 'message');
    expect(JSON.parse(String(verdict))).toMatchObject({ type: 'refused', reason: 'not-proved' });
    await once(socket, 'close');
  });
});
