import { createHmac, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { systemClock } from '~/server/kernel/clock';
import { Secret } from '~/server/kernel/secret';
import type { StreamedEntry } from '../model/entry';
import { recorded } from '../recorded';
import { lineSink, retryAt, streamRecord, webhookSink } from '../stream-record';
import { testTrail } from '../testing/test-trail';
import { postgresStreams } from './streams';

const { database } = await testDatabase();
const { audit } = testTrail(database);
const streams = postgresStreams(database);
const actor = { kind: 'system', name: 'a test' } as const;
const now = () => new Date();

const write = (requestId: string) =>
  recorded(audit, { actor, action: 'objects.act', target: { cluster: 'one' }, requestId }, async () => undefined);

let receiver = '';
let taken: StreamedEntry[] = [];
const take = async (entries: StreamedEntry[]) => {
  taken.push(...entries);
  return undefined;
};
const seqs = () => taken.map(({ entry }) => entry.seq);

beforeEach(async () => {
  receiver = randomUUID();
  taken = [];
  await write('w');
});

describe('a stream of the record', () => {
  it('begins at the beginning, comes in order, each outcome with its intent, and goes on where it was', async () => {
    while ((await streams.advance(receiver, 3, take, now)) > 0);
    const head = seqs().at(-1) ?? 0;
    expect(seqs()).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    expect(taken.at(-1)).toMatchObject({ entry: { kind: 'outcome' }, of: { action: 'objects.act' } });
    await write('next');
    expect(await streams.advance(receiver, 10, take, now)).toBe(2);
    expect(seqs().slice(-2)).toEqual([head + 1, head + 2]);
  });

  it('keeps what was refused, says why, and waits before it tries again', async () => {
    const later = new Date(Date.now() + 60_000);
    expect(
      await streams.advance(
        receiver,
        10,
        async () => 'status 500',
        () => later,
      ),
    ).toBe(0);
    expect(await streams.state(receiver)).toMatchObject({
      failures: 1,
      lastError: 'status 500',
      nextAt: later.toISOString(),
    });
    expect(await streams.advance(receiver, 10, take, now)).toBe(0);
    await database.pool.query('UPDATE audit_stream SET next_at = now() WHERE receiver = $1', [receiver]);
    expect(await streams.advance(receiver, 1, take, now)).toBe(1);
    expect(seqs()).toEqual([1]);
    expect(await streams.state(receiver)).toMatchObject({ failures: 0, lastError: '' });
  });

  it('sends nothing twice and in disorder when two replicas send at once', async () => {
    const sink = async (entries: StreamedEntry[]) => {
      await new Promise((resolve) => setImmediate(resolve));
      taken.push(...entries);
      return undefined;
    };
    const deps = { streams, receiver, sink, clock: systemClock, onTrouble: () => undefined };
    const stops = [streamRecord(deps), streamRecord(deps)];
    await Promise.all(Array.from({ length: 30 }, (_, index) => write(`${index}`)));
    await expect.poll(async () => (await streams.state(receiver)).waiting, { timeout: 10_000 }).toBe(0);
    await Promise.all(stops.map((stop) => stop()));
    expect(seqs()).toEqual(Array.from({ length: seqs().length }, (_, index) => index + 1));
  });

  it('sends again what a sender that died had not confirmed', async () => {
    const died = streams.advance(
      receiver,
      2,
      async (entries) => {
        await take(entries);
        throw new Error('died');
      },
      now,
    );
    expect(await died).toBe(0);
    await streams.advance(receiver, 2, take, now);
    expect(seqs()).toEqual([1, 2, 1, 2]);
  });
});

describe('a webhook', () => {
  it('gets a body that its signature covers, in the form of OCSF', async () => {
    const posts: { headers: Record<string, string>; body: string }[] = [];
    const post = async (given: (typeof posts)[number]) => {
      posts.push(given);
      return { ok: true as const, status: 204 };
    };
    const sink = webhookSink({ post, key: new Secret('a key of the test'), clock: systemClock, format: 'ocsf' });
    await streams.advance(receiver, 2, sink, now);
    const [{ headers, body } = { headers: {} as Record<string, string>, body: '' }] = posts;
    const signed = createHmac('sha256', 'a key of the test').update(`${headers['portolan-timestamp']}.${body}`);
    expect(headers['portolan-signature']).toBe(`v1=${signed.digest('hex')}`);
    expect(JSON.parse(body)).toMatchObject([
      { class_uid: 6003, type_uid: 600303, status_id: 0, metadata: { sequence: 1 }, resources: [{ name: 'one' }] },
      { class_uid: 6003, status_id: 1, api: { operation: 'objects.act' } },
    ]);
  });

  it.each([
    [{ ok: true as const, status: 500 }, 'status 500'],
    [{ ok: false as const, reason: 'redirect' }, 'redirect'],
  ])('that answers %j has not taken it', async (answer, why) => {
    const sink = webhookSink({ post: async () => answer, key: new Secret('k'), clock: systemClock, format: 'json' });
    expect(await sink([])).toBe(why);
  });
});

it('writes one line for each entry', async () => {
  let text = '';
  const write = async (more: string) => {
    text += more;
  };
  await streams.advance(receiver, 2, lineSink('json', write), now);
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { seq: number }).seq),
  ).toEqual([1, 2]);
});

it('waits twice as long after each failure, five minutes at most', () => {
  const start = new Date(0);
  expect([1, 2, 5, 9, 40].map((failures) => retryAt(start, failures).getTime())).toEqual([
    1000, 2000, 16_000, 256_000, 300_000,
  ]);
});
