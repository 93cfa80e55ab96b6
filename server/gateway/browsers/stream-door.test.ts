import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ADA } from '~/server/teams/testing/people';
import type { BrowserDoors } from '../testing/browser-doors';
import { type DoorsToPods, startDoorsToPods } from '../testing/doors-to-pods';

let doors: BrowserDoors;
let members: DoorsToPods['members'];
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ doors, members, stop } = await startDoorsToPods(['web-1', 'web-2'], { web: 'shop:1' }));
});
afterAll(() => stop());
beforeEach(() => doors.reset());

const TERMINAL = { open: 'terminal', namespace: 'shop', pod: 'web-1', size: { columns: 90, rows: 20 } };

type News = { type: string; why?: string; lines?: [string, string][]; [key: string]: unknown };

function connect(open: object) {
  const { url: origin } = doors;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/stream`, { origin });
  const told: News[] = [];
  const screen = { text: '' };
  socket.on('open', () => socket.send(JSON.stringify(open)));
  socket.on('message', (data, isBinary) => {
    if (isBinary) screen.text += (data as Buffer).toString('utf8', 1);
    else told.push(JSON.parse(String(data)) as News);
  });
  const closed = once(socket, 'close');
  const type = (text: string) => socket.send(Buffer.concat([Buffer.from([0]), Buffer.from(text)]));
  return { socket, told, screen, closed, type };
}

describe.each(['old', 'new'])('a terminal in a member that is %s', (cluster) => {
  it('runs what is typed, says how it ended, and is written down', async () => {
    const { told, screen, type, closed } = connect({ ...TERMINAL, cluster });
    await vi.waitFor(() => expect(told).toEqual([{ type: 'opened', ranAs: 'hub', recording: true }]));
    type('hostname\r');
    await vi.waitFor(() => expect(screen.text).toContain('web-1\r\n'));
    type('exit 3\r');
    await closed;
    expect(told.at(-1)).toMatchObject({ type: 'ended', why: 'exited', code: 3 });
    const kept = doors.recordings.kept.at(-1);
    expect(kept).toMatchObject({ cluster, pod: 'web-1', door: 'browser', ranAs: 'hub', isEnded: true });
    expect(kept?.typed).toBe('hostname\nexit 3');
    expect(kept?.lines.join('')).toContain('web-1\\r\\n');
    await vi.waitFor(() =>
      expect(doors.record.outcomes.at(-1)).toMatchObject([expect.any(String), 'applied', { recording: kept?.id }]),
    );
    expect(doors.record.intents.at(-1)).toMatchObject({
      action: 'gateway.exec',
      after: { recording: kept?.id, ranAs: 'hub' },
    });
  });
});

describe('a terminal', () => {
  it('ends when the right to it is lost, and says so', async () => {
    const { told, closed } = connect({ ...TERMINAL, cluster: 'new' });
    await vi.waitFor(() => expect(told).toHaveLength(1));
    doors.state.person = { ...ADA, rights: [] };
    doors.rightsChanged();
    await closed;
    expect(told.at(-1)).toMatchObject({ type: 'ended', why: 'lost' });
  });

  it('ends when its recording is required and breaks off', async () => {
    const { told, type, closed } = connect({ ...TERMINAL, cluster: 'new' });
    await vi.waitFor(() => expect(told).toHaveLength(1));
    doors.recordings.state.fault = new Error('the database is away');
    type('ls\r');
    await closed;
    expect(told.at(-1)).toMatchObject({ type: 'ended', why: 'broken' });
  });

  it.each([
    ['no recording can begin', {}, /a recording, and none can be written/],
    ['a reason is asked for and none given', { reason: true }, /asks for a reason/],
    ['somebody else must have given the right', { approval: true }, /grants do not include/],
  ])('does not open where %s', async (_name, policy, why) => {
    doors.state.policy = policy;
    doors.recordings.state.fault = Object.keys(policy).length === 0 ? new Error('away') : undefined;
    const before = doors.record.intents.length;
    const { told, closed } = connect({ ...TERMINAL, cluster: 'new' });
    await closed;
    expect(told).toMatchObject([{ type: 'ended', why: 'refused', detail: expect.stringMatching(why) }]);
    expect(doors.record.intents).toHaveLength(before);
  });

  it('says what a member refuses', async () => {
    const { told, closed } = connect({ ...TERMINAL, cluster: 'new', pod: 'nothing' });
    await closed;
    expect(told).toMatchObject([{ type: 'ended', why: 'refused', detail: expect.stringContaining('not found') }]);
  });

  it('is opened by our own pages alone, for someone who is signed in', async () => {
    const foreign = new WebSocket(`${doors.url.replace('http', 'ws')}/api/stream`, { origin: 'http://evil.example' });
    expect(String((await once(foreign, 'error'))[0])).toContain('403');
    doors.state.person = undefined;
    const nobody = new WebSocket(`${doors.url.replace('http', 'ws')}/api/stream`, { origin: doors.url });
    expect(String((await once(nobody, 'error'))[0])).toContain('401');
  });
});

describe('logs', () => {
  it('come from many pods of many clusters, and a cluster that cannot be read is told beside them', async () => {
    const sources = [
      { cluster: 'old', namespace: 'shop', labelSelector: 'app=web' },
      { cluster: 'new', namespace: 'shop', pod: 'web-1' },
      { cluster: 'new', namespace: 'shop', pod: 'gone' },
    ];
    const { told, closed } = connect({ open: 'logs', sources, follow: false, previous: false, tailLines: 20 });
    await closed;
    const containers = told.filter(({ type }) => type === 'container').map(({ cluster, pod }) => `${cluster}/${pod}`);
    expect(containers.toSorted()).toEqual(['new/web-1', 'old/web-1', 'old/web-2']);
    const lines = told.flatMap(({ lines: some = [] }) => some);
    expect(lines.length).toBeGreaterThan(3);
    for (const [at, text] of lines) expect([Number.isNaN(Date.parse(at)), text]).toEqual([false, expect.any(String)]);
    expect(told).toContainEqual(expect.objectContaining({ type: 'failed', cluster: 'new' }));
    expect(told.at(-1)).toMatchObject({ type: 'ended', why: 'exited' });
    expect(doors.record.looks).toHaveLength(3);
  });

  it('are followed into the next run of a container, and say that it began anew', async () => {
    const put = (restartCount: number, startedAt: string) =>
      members['new']?.objects.put('v1', 'pods', {
        metadata: { name: 'unsteady', namespace: 'shop', uid: 'unsteady' },
        spec: { nodeName: 'n', containers: [{ name: 'web', image: 'shop:1' }] },
        status: {
          phase: 'Running',
          containerStatuses: [{ name: 'web', state: { running: { startedAt } }, restartCount }],
        },
      });
    put(0, '2026-11-23T12:00:00Z');
    const sources = [{ cluster: 'new', namespace: 'shop', pod: 'unsteady' }];
    const { told, socket } = connect({ open: 'logs', sources, follow: true, previous: false, tailLines: 1 });
    await vi.waitFor(() => expect(told.some(({ lines = [] }) => lines.length > 0)).toBe(true), { timeout: 20_000 });
    const startedAt = `${new Date(Date.now() - 1000).toISOString().slice(0, 19)}Z`;
    put(1, startedAt);
    const isRestart = ({ type }: News) => type === 'restarted';
    await vi.waitFor(() => expect(told.find(isRestart)).toMatchObject({ of: 0, at: startedAt }), { timeout: 20_000 });
    const anew = () => told.slice(told.findIndex(isRestart)).flatMap(({ lines = [] }) => lines);
    await vi.waitFor(() => expect(anew().length).toBeGreaterThan(1), { timeout: 20_000 });
    expect(told.filter(isRestart)).toHaveLength(1);
    expect(anew().every(([at]) => at >= startedAt.slice(0, -1))).toBe(true);
    socket.close();
  }, 60_000);

  it('are followed', async () => {
    const sources = [{ cluster: 'new', namespace: 'shop', labelSelector: 'app=web' }];
    const { told, socket } = connect({ open: 'logs', sources, follow: true, previous: false, tailLines: 1 });
    const count = () => told.reduce((sum, { lines = [] }) => sum + lines.length, 0);
    await vi.waitFor(() => expect(count()).toBeGreaterThan(3), { timeout: 20_000 });
    socket.close();
  }, 25_000);
});
