import { expect, it, vi } from 'vitest';
import { chunkHash, recordingSeed } from './chunk-hash';
import { type NewSession, startRecording } from './keep-recording';
import { memoryRecordings } from './testing/memory-recordings';

const SESSION: NewSession = {
  ...{ requestId: 'r', actor: 'Ada', actorId: 'a', cluster: 'one', namespace: 'shop', pod: 'web-1', container: 'web' },
  ...{ command: ['sh'], reason: '', door: 'browser', ranAs: 'person' },
};

const eventsOf = (lines: string[]) =>
  lines
    .join('')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => (JSON.parse(line) as [number, string, string]).slice(1));

it('writes what was shown and typed as asciicast v2, each chunk with the hash of the one before', async () => {
  const { kept, deps } = memoryRecordings();
  const recording = await startRecording(deps, { ...SESSION, size: { columns: 100, rows: 30 } }, () => undefined);
  expect(kept[0]).toMatchObject({ id: recording.id, actor: 'Ada', isEnded: false });
  recording.write('i', 'hostname\r');
  recording.write('o', Buffer.from('web-1\r\n'));
  const { hash, chunks } = await recording.end();
  const lines = kept[0]?.lines ?? [];
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ version: 2, width: 100, height: 30, title: 'shop/web-1 web' });
  expect(eventsOf(lines)).toEqual([
    ['i', 'hostname\r'],
    ['o', 'web-1\r\n'],
  ]);
  expect(kept[0]).toMatchObject({ typed: 'hostname', isEnded: true });
  const chained = lines.reduce((before, text, seq) => chunkHash(before, seq, text), recordingSeed(recording.id));
  expect([hash, chunks]).toEqual([chained.toString('hex'), lines.length]);
});

it('keeps characters whole that come in two pieces', async () => {
  const { kept, deps } = memoryRecordings();
  const recording = await startRecording(deps, SESSION, () => undefined);
  const bytes = Buffer.from('é');
  recording.write('o', bytes.subarray(0, 1));
  recording.write('o', bytes.subarray(1));
  await recording.end();
  expect(eventsOf(kept[0]?.lines ?? [])).toEqual([['o', 'é']]);
});

it('keeps so much and says that there was more', async () => {
  const { kept, deps } = memoryRecordings();
  const recording = await startRecording(deps, SESSION, () => undefined);
  const flood = Buffer.alloc(1024 * 1024, 97);
  for (let sent = 0; sent < 12; sent++) recording.write('o', flood);
  expect(recording.isFull()).toBe(true);
  expect(await recording.end()).toMatchObject({ truncated: true });
  expect(kept[0]?.truncated).toBe(true);
  expect(eventsOf(kept[0]?.lines ?? []).at(-1)).toEqual(['m', 'truncated']);
});

it('says once that it cannot be written', async () => {
  const { state, deps } = memoryRecordings();
  const onFailed = vi.fn();
  const recording = await startRecording(deps, SESSION, onFailed);
  state.fault = new Error('the database is away');
  recording.write('o', 'more');
  await recording.end();
  expect(onFailed).toHaveBeenCalledTimes(1);
  await expect(startRecording(deps, SESSION, onFailed)).rejects.toThrow('away');
});
