import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { systemClock } from '~/server/kernel/clock';
import type { Sight } from '~/server/teams/model/sight';
import { ADA } from '~/server/teams/testing/people';
import { type NewSession, startRecording } from '../keep-recording';
import { readRecording, readRecordingPart } from '../read-recording';
import { postgresRecordings } from './recordings';
import { postgresSessionPolicies } from './session-policies';

const { database } = await testDatabase();
const recordings = postgresRecordings(database);
const policies = postgresSessionPolicies(database);
const looks: unknown[] = [];
const audit = { access: async (look: unknown) => void looks.push(look), refuse: async () => undefined };
const deps = { recordings, audit };
const ids: Record<string, string> = {};

const SESSION: NewSession = {
  ...{
    requestId: 'r',
    actor: 'Ada',
    actorId: ADA.id,
    cluster: 'one',
    namespace: 'shop',
    pod: 'web-1',
    container: 'web',
  },
  ...{ command: ['bash || sh'], reason: 'incident', door: 'browser', ranAs: 'hub' },
};

async function record(change: Partial<NewSession>, typed: string): Promise<string> {
  const recording = await startRecording(
    { recordings, clock: systemClock },
    { ...SESSION, ...change },
    () => undefined,
  );
  recording.write('i', typed);
  recording.write('o', 'shown\0\r\n');
  await recording.end();
  return recording.id;
}

beforeAll(async () => {
  for (const [name, environment] of [
    ['one', 'production'],
    ['two', 'test'],
  ] as const) {
    const data = { name, environment, server: 'https://192.0.2.1', registeredBy: 'Ada', kubeSystemUid: randomUUID() };
    ids[name] = (await database.prisma.cluster.create({ data: data as never })).id;
  }
  ids['shop'] = await record({}, 'hostname\r');
  ids['bank'] = await record({ namespace: 'bank' }, 'cat /etc/passwd\r');
  ids['far'] = await record({ cluster: 'two' }, 'id\r');
});

const part = (name: string, namespaces: string[]): Sight =>
  new Map([[name, { id: ids[name] ?? '', whole: false, namespaces: new Set(namespaces) }]]);
const listed = async (sight: Sight, text?: string) =>
  (await recordings.list(sight, { filter: text === undefined ? {} : { text }, offset: 0, limit: 10 })).rows;
const asked = (sight: Sight) => ({ sight, actor: ADA, requestId: 'r' });

describe('recordings', () => {
  it('are listed as far as they are in sight, the newest first', async () => {
    expect((await listed('all')).map(({ id }) => id)).toEqual([ids['far'], ids['bank'], ids['shop']]);
    expect((await listed(part('one', ['shop']))).map(({ id }) => id)).toEqual([ids['shop']]);
    expect(await listed(new Map())).toEqual([]);
  });

  it('are found by what was typed', async () => {
    expect((await listed('all', 'PASSWD')).map(({ id }) => id)).toEqual([ids['bank']]);
  });

  it('are read in parts by who may see them, on record, and say whether they are intact', async () => {
    const id = ids['shop'] ?? '';
    const detail = await readRecording(deps, asked('all'), id);
    expect(detail).toMatchObject({ state: 'ended', typed: 'hostname', intact: true, truncated: false });
    expect(looks.at(-1)).toMatchObject({ action: 'audit.recording', target: { namespace: 'shop', recording: id } });
    const { lines, next, isEnd } = await readRecordingPart(deps, 'all', id, 0);
    expect([lines.trim().split('\n').length, next, isEnd]).toEqual([3, detail.chunks, true]);
    expect(await readRecordingPart(deps, 'all', id, next)).toEqual({ lines: '', next, isEnd: true });
    const outside = part('one', ['bank']);
    await expect(readRecording(deps, asked(outside), id)).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    await expect(readRecordingPart(deps, outside, id, 0)).rejects.toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('say when one of their chunks was changed', async () => {
    const id = ids['far'] ?? '';
    await database.pool.query(
      `UPDATE session_recording_chunk SET lines = replace(lines, 'shown', 'other') WHERE recording_id = $1`,
      [id],
    );
    expect((await readRecording(deps, asked('all'), id)).intact).toBe(false);
  });

  it('are intact although the session goes on while they are judged', async () => {
    const recording = await startRecording({ recordings, clock: systemClock }, SESSION, () => undefined);
    let asks = 0;
    const growing = {
      ...recordings,
      find: async (sight: Sight, id: string) => {
        const found = await recordings.find(sight, id);
        asks += 1;
        if (asks <= 3) {
          recording.write('o', 'more\r\n');
          await recording.end();
        }
        return found;
      },
    };
    const { intact } = await readRecording({ recordings: growing, audit }, asked('all'), recording.id);
    expect([intact, asks]).toEqual([true, 4]);
  });

  it('go with their chunks when they are too old', async () => {
    await database.pool.query(`UPDATE session_recording SET started_at = '2020-01-01' WHERE id = $1`, [ids['bank']]);
    expect(await recordings.removeBefore(new Date('2021-01-01'))).toBe(1);
    expect(await recordings.chunks(ids['bank'] ?? '', 0, 10)).toEqual([]);
    expect(await recordings.find('all', ids['shop'] ?? '')).toBeDefined();
  });
});

it('a policy holds for its environment, and that of all others for the rest', async () => {
  expect(await policies.of('one')).toMatchObject({ recording: true, reason: false });
  await policies.save({ environment: 'production', recording: true, reason: true, approval: false });
  await policies.save({ environment: '', recording: false, reason: false, approval: false });
  expect(await policies.of('one')).toMatchObject({ environment: 'production', reason: true });
  expect(await policies.of('two')).toMatchObject({ environment: '', recording: false });
  expect((await policies.list()).map(({ environment }) => environment)).toEqual(['', 'production']);
});
