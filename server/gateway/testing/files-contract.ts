import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { DOWNLOAD_PATH, type DownloadAnswer } from '~/server/objects/model/transfer';
import type { BrowserDoors } from './browser-doors';

export type OfPod = { cluster: string; namespace: string; pod: string; container: string };
type News = { type: string; why?: string; detail?: string; from?: number; bytes?: number };

/** Sends a file as a page does; answers how it ended. */
export async function upload({ url }: BrowserDoors, of: OfPod, place: { folder: string; name: string }, file: Buffer) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/stream`, { origin: url });
  const told: News[] = [];
  socket.on('message', (data) => {
    const news = JSON.parse(String(data)) as News;
    told.push(news);
    const { from = 0, bytes = 0 } = news;
    if (news.type === 'more') socket.send(file.subarray(from, from + bytes));
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ open: 'upload', ...of, ...place, size: file.length }));
  await once(socket, 'close');
  return { told, end: told.at(-1) };
}

/** Asks for a path as a page's link does; answers its bytes, and what the page is told. */
export async function download({ url }: BrowserDoors, of: OfPod, path: string, headers: Record<string, string> = {}) {
  const transfer = randomUUID();
  const query = new URLSearchParams({ ...of, path, transfer });
  const response = await fetch(`${url}${DOWNLOAD_PATH}?${query}`, { headers: { referer: `${url}/`, ...headers } });
  const [, cookie = 'null'] = /^[^=]+=([^;]*)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
  const answer = JSON.parse(decodeURIComponent(cookie)) as DownloadAnswer | null;
  return { response, answer, bytes: async () => Buffer.from(await response.arrayBuffer()) };
}

/** What moving files does in any member; `of` is a container that runs there. */
export function filesContract(doors: () => BrowserDoors, of: OfPod): void {
  vi.setConfig({ testTimeout: 30_000 });
  it('moves a file of any bytes and any name up and down, and says so on record without its content', async () => {
    const file = randomBytes(1_500_000);
    const name = `a "b" 'c'; $(id) -日志.bin`;
    const { end } = await upload(doors(), of, { folder: '/tmp', name }, file);
    expect(end).toMatchObject({ type: 'ended', why: 'exited', detail: '' });
    const { response, answer, bytes } = await download(doors(), of, `/tmp/${name}`);
    expect(response.headers.get('content-length')).toBe(String(file.length));
    expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''a%20%22b%22%20%27c%27`);
    expect((await bytes()).equals(file)).toBe(true);
    expect(answer).toMatchObject({ began: true, name });
    const { record, recordings } = doors();
    await vi.waitFor(() =>
      expect(record.outcomes.at(-1)).toMatchObject([
        expect.anything(),
        'applied',
        { transfer: { bytes: file.length, failed: false } },
      ]),
    );
    const [up, down] = record.intents.slice(-2);
    const path = `/tmp/${name}`;
    expect(up).toMatchObject({ action: 'gateway.exec', after: { transfer: { direction: 'upload', path } } });
    expect(down).toMatchObject({ action: 'gateway.exec', after: { transfer: { direction: 'download', path } } });
    const kept = recordings.kept.at(-1);
    expect(kept).toMatchObject({ ...of, door: 'browser', typed: `download ${path}`, isEnded: true });
    expect(kept?.lines.join('').length).toBeLessThan(1000);
  });

  it('moves an empty file', async () => {
    expect((await upload(doors(), of, { folder: '/tmp', name: 'empty' }, Buffer.alloc(0))).end?.why).toBe('exited');
    const { response, bytes } = await download(doors(), of, '/tmp/empty');
    expect([response.status, (await bytes()).length]).toEqual([200, 0]);
  });

  it('saves a folder as an archive', async () => {
    await upload(doors(), of, { folder: '/tmp', name: 'inside' }, Buffer.from('what is inside'));
    for (const path of ['/tmp', '/tmp/']) {
      const { response, answer, bytes } = await download(doors(), of, path);
      expect(answer).toMatchObject({ began: true, name: 'tmp.tar' });
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect((await bytes()).toString('latin1')).toContain('what is inside');
    }
  });

  it('says in a sentence what is not there, and the page stays', async () => {
    const { response, answer } = await download(doors(), of, '/tmp/nothing');
    expect(response.status).toBe(204);
    expect(answer).toMatchObject({ began: false, detail: expect.stringMatching(/nothing.*No such file/) });
  });
}
