import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawData, WebSocket } from 'ws';
import { type SimulatedMember, startMember } from '~/server/simulator/member';

let members: Record<'old' | 'new', SimulatedMember>;

beforeAll(async () => {
  const [before, after] = [await startMember({ name: 'o', version: 'v1.20.2' }), await startMember({ name: 'n' })];
  members = { old: before, new: after };
  for (const member of [before, after]) {
    const running = { name: 'c', state: { running: { startedAt: '2026-11-23T12:00:00Z' } }, restartCount: 0 };
    member.objects.put('v1', 'pods', {
      metadata: { name: 'p', namespace: 'default' },
      spec: { nodeName: 'n', containers: [{ name: 'c', image: 'shop:1', ports: [{ containerPort: 8080 }] }] },
      status: { phase: 'Running', containerStatuses: [running] },
    });
  }
});

afterAll(async () => {
  for (const member of Object.values(members)) await member.close();
});

type Ask = { which?: 'old' | 'new'; token?: string; send?: Buffer[] };

/** Opens a WebSocket, sends, and gathers what comes per channel until it is closed, or the status with which it is refused. */
function ask(path: string, protocols: string[], { which = 'new', token, send = [] }: Ask = {}) {
  const { url, ca, tokens } = members[which];
  return new Promise<{ protocol: string; channels: Record<number, string> } | number>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token ?? tokens.admin}` };
    const target = `${url.replace('https', 'wss')}/api/v1/namespaces/default/pods/p/${path}`;
    const socket = new WebSocket(target, protocols, { ca, headers });
    const channels: Record<number, string> = {};
    socket.on('open', () => send.forEach((message) => void socket.send(message)));
    socket.on('message', (data: RawData) => {
      const bytes = data as Buffer;
      const channel = bytes[0] ?? -1;
      channels[channel] = (channels[channel] ?? '') + bytes.subarray(1).toString('latin1');
      if (path.startsWith('portforward') && channels[0]?.includes('"path"')) socket.close();
      if (path.startsWith('portforward') && (channels[1]?.length ?? 0) > 2) socket.close();
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('close', () => resolve({ protocol: socket.protocol, channels }));
    socket.on('error', reject);
  });
}

const V4 = 'v4.channel.k8s.io';
const V5 = 'v5.channel.k8s.io';
const statusOf = (answer: Awaited<ReturnType<typeof ask>>) =>
  typeof answer === 'number' ? answer : JSON.parse(answer.channels[3] ?? '');

describe('a command over WebSocket', () => {
  it('writes to its channels and tells its exit code last', async () => {
    const answer = await ask('exec?command=sh&command=-c&command=echo+a;echo+b+>%262;exit+7&stdout=1&stderr=1', [V4]);
    expect(answer).toMatchObject({ protocol: V4, channels: { 1: 'a\n', 2: 'b\n' } });
    expect(statusOf(answer)).toMatchObject({
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '7' }] },
    });
  });

  it('of protocol v5 hears that its input has ended', async () => {
    const send = [Buffer.from('\x00hello'), Buffer.from([255, 0])];
    const answer = await ask('exec?command=cat&stdin=1&stdout=1', [V5, V4], { send });
    expect(answer).toMatchObject({ protocol: V5, channels: { 1: 'hello' } });
    expect(statusOf(answer)).toMatchObject({ status: 'Success' });
  });

  it('of protocol v5 is unknown to older members', async () => {
    const path = 'exec?command=true&stdout=1';
    expect(await ask(path, [V5], { which: 'old' })).toBe(403);
    expect(await ask(path, [V5, V4], { which: 'old' })).toMatchObject({ protocol: V4 });
  });

  it.each([
    ['exec?command=true&stdout=1', 'nobody', 403],
    ['exec?command=true', 'admin', 400],
    ['exec?command=true&stdout=1&container=x', 'admin', 400],
    ['portforward?ports=8080', 'viewer', 403],
  ] as const)('%s as %s is refused with %i', async (path, who, status) => {
    expect(await ask(path, [V4], { token: members.new.tokens[who] })).toBe(status);
  });
});

describe('a port over WebSocket', () => {
  const GET = Buffer.from('\x00GET /x HTTP/1.1\r\nHost: p\r\n\r\n');

  it('begins with its number on both channels, and answers HTTP', async () => {
    const answer = await ask('portforward?ports=8080', [V4], { send: [GET] });
    const { channels } = answer as Exclude<typeof answer, number>;
    expect([channels[0]?.slice(0, 2), channels[1]]).toEqual(['\x90\x1f', '\x90\x1f']);
    expect(channels[0]).toContain('"pod":"p","container":"c","port":8080,"method":"GET","path":"/x"');
  });

  it('on which nobody listens is told on the second channel', async () => {
    const answer = await ask('portforward?ports=81', [V4]);
    expect((answer as Exclude<typeof answer, number>).channels[1]).toContain('connect: connection refused');
  });
});
