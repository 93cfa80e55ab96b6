import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ADA } from '~/server/teams/testing/people';
import type { BrowserDoors } from '../testing/browser-doors';
import { startDoorsToPods } from '../testing/doors-to-pods';
import { download, filesContract, type OfPod, upload } from '../testing/files-contract';

const IMAGES = { web: 'shop:1', bare: 'distroless/static', small: 'shop-no-tar' };
let doors: BrowserDoors;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ doors, stop } = await startDoorsToPods(['web-1'], IMAGES));
});
afterAll(() => stop());
beforeEach(() => doors.reset());

const WEB: OfPod = { cluster: 'new', namespace: 'shop', pod: 'web-1', container: 'web' };

describe.each(['old', 'new'])('files in a member that is %s', (cluster) => {
  filesContract(() => doors, { ...WEB, cluster });
});

describe('files', () => {
  const file = Buffer.from('some bytes');

  it('go without tar, one by one', async () => {
    const of = { ...WEB, container: 'small' };
    expect((await upload(doors, of, { folder: '/tmp', name: 'a b' }, file)).end?.why).toBe('exited');
    expect(await (await download(doors, of, '/tmp/a b')).bytes()).toEqual(file);
  });

  it('do not go where there is neither tar nor a shell, and a sentence says what would', async () => {
    const of = { ...WEB, container: 'bare' };
    expect((await upload(doors, of, { folder: '/tmp', name: 'a' }, file)).end).toMatchObject({
      ...{ why: 'broken', detail: expect.stringContaining('kubectl debug') },
    });
    const { answer } = await download(doors, of, '/tmp/a');
    expect(answer).toMatchObject({ began: false, detail: expect.stringContaining('kubectl debug') });
    await vi.waitFor(() => expect(doors.record.outcomes.at(-1)?.[1]).toBe('failed'));
  });

  it.each([
    ['a page of another origin', { referer: 'http://evil.example/' }],
    ['nobody’s page', { referer: '' }],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }],
  ])('are not given to %s', async (_who, headers) => {
    const before = doors.record.intents.length;
    const { response, answer } = await download(doors, WEB, '/etc/hosts', headers);
    expect([response.status, answer]).toEqual([403, null]);
    expect(doors.record.intents).toHaveLength(before);
  });

  it.each([
    ['nobody', () => Object.assign(doors.state, { person: undefined })],
    ['someone without the right', () => Object.assign(doors.state, { person: { ...ADA, rights: [] } })],
    ['someone without a reason where one is asked for', () => Object.assign(doors.state, { policy: { reason: true } })],
  ])('are not given to %s', async (_who, arrange) => {
    arrange();
    const before = doors.record.intents.length;
    const { response, answer } = await download(doors, WEB, '/etc/hosts');
    expect([response.status, answer?.began]).toEqual([204, false]);
    const { end } = await upload(doors, WEB, { folder: '/tmp', name: 'a' }, file).catch(() => ({ end: undefined }));
    expect(end?.why ?? 'refused').toBe('refused');
    expect(doors.record.intents).toHaveLength(before);
  });

  it.each(['etc/hosts', '/etc/../hosts', '/etc/ho\0sts', ''])('have no path like %j', async (path) => {
    const { answer, response } = await download(doors, WEB, path);
    expect([response.status, answer]).toEqual([204, null]);
  });

  it('stop when the right to them ends, and are on record as not whole', async () => {
    const socket = new WebSocket(`${doors.url.replace('http', 'ws')}/api/stream`, { origin: doors.url });
    const told: { type: string; why?: string }[] = [];
    socket.on('message', (data) => void told.push(JSON.parse(String(data)) as { type: string }));
    await once(socket, 'open');
    socket.send(JSON.stringify({ open: 'upload', ...WEB, folder: '/tmp', name: 'never', size: 5_000_000 }));
    await vi.waitFor(() => expect(told[0]?.type).toBe('more'));
    doors.state.person = { ...ADA, rights: [] };
    doors.rightsChanged();
    await once(socket, 'close');
    expect(told.at(-1)).toMatchObject({ type: 'ended', why: 'lost' });
    await vi.waitFor(() =>
      expect(doors.record.outcomes.at(-1)).toMatchObject([expect.anything(), 'failed', { transfer: { bytes: 0 } }]),
    );
  });
});
