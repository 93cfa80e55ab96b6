import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { KubeObject } from '~/server/kube/member';
import type { Watch, WatchListener, WatchQuery, WatchState } from '~/server/kube/member-client';
import { createFaultyWatch, WATCH_STEPS } from '~/server/kube/testing/faulty-watch';
import { createManualPace, type ManualPace } from '~/server/kube/testing/manual-pace';
import {
  answerJson,
  type ScriptedMember,
  type Seen,
  startScriptedMember,
  statusOf,
} from '~/server/kube/testing/scripted-member';

const pods = { group: '', version: 'v1', plural: 'pods' };
const pod = (name: string, resourceVersion: string) => ({ metadata: { name, resourceVersion } });

let target: ScriptedMember;
let pace: ManualPace;
let streams: ServerResponse[];
let told: string[];
let states: WatchState[];
let truth: Map<string, string>;
let watches: Watch[];

beforeEach(async () => {
  pace = createManualPace();
  streams = [];
  told = [];
  states = [];
  truth = new Map();
  watches = [];
  target = await startScriptedMember();
  target.play(cluster({ a: '1' }, '10'));
});
afterEach(async () => {
  for (const watch of watches) watch.close();
  await target.stop();
});

/** Answers lists with these objects and keeps each watch open for the test to write to. */
function cluster(objects: Record<string, string>, resourceVersion: string) {
  return ({ url }: Seen, response: ServerResponse) => {
    if (!url.includes('watch=1')) {
      const items = Object.entries(objects).map(([name, version]) => pod(name, version));
      return answerJson(response, { metadata: { resourceVersion }, items });
    }
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    streams.push(response);
  };
}

/** A listener that keeps what it believes the member holds. */
function believer(change: Partial<WatchListener> = {}): WatchListener {
  let seen = new Set<string>();
  const put = ({ metadata }: KubeObject) => truth.set(metadata.name, metadata.resourceVersion ?? '');
  return {
    reset() {
      told.push('reset');
      seen = new Set();
    },
    page(items) {
      told.push(`page ${items.map(({ metadata }) => metadata.name)}`);
      for (const item of items) {
        seen.add(item.metadata.name);
        put(item);
      }
    },
    synced() {
      told.push('synced');
      for (const name of truth.keys()) if (!seen.has(name)) truth.delete(name);
    },
    changed(events) {
      for (const { type, object } of events) {
        told.push(`${type} ${object.metadata.name}`);
        if (type === 'DELETED') truth.delete(object.metadata.name);
        else put(object);
      }
    },
    state: (state) => states.push(state),
    ...change,
  };
}

function start(on: WatchListener = believer(), query: WatchQuery = {}) {
  const connection = target.connect({ pace });
  const watch = createMemberClient(connection, { kind: 'hub' }).watch(pods, query, on);
  watches.push(watch);
  return watch;
}

const line = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;
const streamCount = (count: number) => vi.waitFor(() => expect(streams).toHaveLength(count));
const isLive = () => vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'live' }));
/** Lists of everything; a list of one object only asks how far the member is. */
const lists = () => target.seen.filter(({ url }) => !url.includes('watch=1') && !url.includes('limit=1')).length;
const versions = () =>
  target.seen.flatMap(({ url }) => new URLSearchParams(url.split('?')[1]).get('resourceVersion') ?? []);

/** Waits until the watch waits, and moves time to its next attempt. */
async function retry(): Promise<number> {
  const waiting = await vi.waitFor(() => {
    const state = states.at(-1);
    if (state?.kind !== 'waiting') throw new Error(`it is ${state?.kind}`);
    return state;
  });
  states.push({ kind: 'listing' });
  // the state is told just before the wait begins
  await vi.waitFor(() => expect(pace.waiting().some((ms) => Math.abs(ms - waiting.retryInMs) < 1)).toBe(true));
  pace.advance(waiting.retryInMs);
  return waiting.retryInMs;
}

describe('startWatch', () => {
  it('tells the whole truth and then its changes, from the version of the list', async () => {
    start();
    await streamCount(1);
    streams[0]?.write(
      line('MODIFIED', pod('a', '11')) + line('ADDED', pod('b', '12')) + line('DELETED', pod('a', '13')),
    );
    await vi.waitFor(() => expect(told).toEqual(['reset', 'page a', 'synced', 'MODIFIED a', 'ADDED b', 'DELETED a']));
    expect(Object.fromEntries(truth)).toEqual({ b: '12' });
    expect(target.seen[1]?.url).toMatch(
      /^\/api\/v1\/pods\?watch=1&allowWatchBookmarks=true&timeoutSeconds=(2[4-9]|3[0-6])\d&resourceVersion=10$/,
    );
    expect(states).toEqual([{ kind: 'listing' }, { kind: 'live' }]);
  });

  it('goes on from the last version or bookmark when the stream ends well, without a list', async () => {
    start();
    for (const [turn, said] of [
      line('ADDED', pod('b', '12')),
      line('BOOKMARK', { metadata: { resourceVersion: '20' } }),
      '',
    ].entries()) {
      await streamCount(turn + 1);
      await isLive();
      pace.advance(5_000);
      streams[turn]?.end(said);
    }
    await streamCount(4);
    expect(versions()).toEqual(['10', '12', '20', '20']);
    expect(lists()).toBe(1);
  });

  it('does not ask in a tight loop when the server hangs up at once', async () => {
    target.play(({ url }, response) =>
      url.includes('watch=1')
        ? void response.end()
        : answerJson(response, { metadata: { resourceVersion: '1' }, items: [] }),
    );
    start();
    const waits = [
      await retry(),
      await retry(),
      await retry(),
      await retry(),
      await retry(),
      await retry(),
      await retry(),
      await retry(),
    ];
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(lists()).toBe(1);
  });

  it.each([
    ['a 410 to the watch', (response: ServerResponse) => answerJson(response, statusOf(410, 'Expired'), 410)],
    [
      'an ERROR event',
      (response: ServerResponse) => void response.writeHead(200).write(line('ERROR', statusOf(410, 'Expired'))),
    ],
    [
      'a version from before a restore',
      (response: ServerResponse) =>
        answerJson(
          response,
          statusOf(504, 'Timeout', 'Too large resource version', {
            causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
          }),
          504,
        ),
    ],
  ])('begins anew after %s, and forgets what is gone', async (_what, refuse) => {
    let isGone = true;
    target.play((request, response) => {
      if (isGone && request.url.includes('watch=1')) {
        isGone = false;
        target.play(cluster({ c: '21' }, '30'));
        return refuse(response);
      }
      return cluster({ a: '1' }, '10')(request, response);
    });
    start();
    await retry();
    await streamCount(1);
    expect(told).toEqual(['reset', 'page a', 'synced', 'reset', 'page c', 'synced']);
    expect(Object.fromEntries(truth)).toEqual({ c: '21' });
    expect(versions()).toEqual(['10', '30']);
  });

  it('lists ever more rarely while every version is lost at once', async () => {
    target.play((request, response) => {
      if (request.url.includes('watch=1')) answerJson(response, statusOf(410, 'Expired'), 410);
      else cluster({ a: '1' }, '10')(request, response);
    });
    start();
    let waited = 0;
    while (waited < 600_000) waited += await retry();
    expect(lists()).toBeLessThan(20);
  });

  it('reads every page of the list and begins again when its continuation has expired', async () => {
    const pages: Record<string, object> = {
      '': { metadata: { resourceVersion: '5', continue: 'two' }, items: [pod('a', '1')] },
      two: { metadata: { resourceVersion: '5' }, items: [pod('b', '2')] },
    };
    let hasExpired = false;
    target.play((request, response) => {
      const token = new URLSearchParams(request.url.split('?')[1]).get('continue') ?? '';
      if (request.url.includes('watch=1')) cluster({}, '')(request, response);
      else if (token === 'two' && !hasExpired) {
        hasExpired = true;
        answerJson(response, statusOf(410, 'Expired'), 410);
      } else answerJson(response, pages[token]);
    });
    start();
    await retry();
    await streamCount(1);
    expect(told).toEqual(['reset', 'page a', 'reset', 'page a', 'page b', 'synced']);
    expect(versions()).toEqual(['5']);
  });

  it.each([500, 503, 429])('comes back after a %i from where it was, and not before Retry-After', async (status) => {
    start();
    await streamCount(1);
    await isLive();
    target.play((request, response) => {
      if (!request.url.includes('watch=1')) return cluster({}, '10')(request, response);
      target.play(cluster({}, '10'));
      answerJson(response, statusOf(status, 'No'), status, { 'retry-after': '7' });
    });
    streams[0]?.destroy();
    expect(await retry()).toBe(1_000);
    expect(await retry()).toBe(9_000);
    await streamCount(2);
    expect(versions()).toEqual(['10', '10', '10']);
    expect(lists()).toBe(1);
  });

  it.each([401, 403, 404])('is patient after a %i and says why', async (status) => {
    target.play((_request, response) => answerJson(response, statusOf(status, 'No'), status));
    start();
    await vi.waitFor(() => expect(states.at(-1)).toMatchObject({ kind: 'waiting', error: { failure: { status } } }));
    expect(await retry()).toBe(120_000);
  });

  it('takes a silent stream up anew when even bookmarks stay out, and says so when the member is gone', async () => {
    start();
    await streamCount(1);
    await isLive();
    pace.advance(75_000);
    await streamCount(2);
    expect(lists()).toBe(1);
    target.play((_request, response) => void response.destroy());
    await vi.waitFor(() => expect(pace.waiting().length).toBeGreaterThan(1));
    pace.advance(75_000);
    await vi.waitFor(() =>
      expect(states.at(-1)).toMatchObject({ kind: 'waiting', error: { failure: { reason: 'reset' } } }),
    );
  });

  it.each([
    ['no JSON', 'hello\n'],
    ['a cut object in a whole line', '{"type":"ADDED","object":{"metadata"\n'],
    ['an event without an object', '{"type":"ADDED"}\n'],
    ['an object without a name', line('ADDED', { metadata: { resourceVersion: '1' } })],
    ['two objects in one line', line('ADDED', pod('x', '1')).trim() + line('ADDED', pod('y', '2'))],
    ['a hundred levels', `{"type":"ADDED","object":${'['.repeat(100)}${']'.repeat(100)}}\n`],
    ['an unknown type', line('EXPLODED', pod('x', '1'))],
  ])('tells all anew after %s, having told what came before it', async (_what, garbage) => {
    start();
    await streamCount(1);
    target.play(cluster({ a: '1', z: '9' }, '40'));
    streams[0]?.write(line('ADDED', pod('b', '12')) + garbage + line('ADDED', pod('lost', '13')));
    await retry();
    await streamCount(2);
    expect(told).toEqual(['reset', 'page a', 'synced', 'ADDED b', 'reset', 'page a,z', 'synced']);
    expect(Object.fromEntries(truth)).toEqual({ a: '1', z: '9' });
  });

  it('ends a line that never ends', async () => {
    start();
    await streamCount(1);
    const part = Buffer.alloc(1024 * 1024, 0x78);
    for (let count = 0; count < 9; count++) streams[0]?.write(part);
    await vi.waitFor(() =>
      expect(states.at(-1)).toMatchObject({ kind: 'waiting', error: { failure: { reason: 'too-large' } } }),
    );
  });

  it('resumes before an event that the stream cut off', async () => {
    start();
    await streamCount(1);
    await isLive();
    pace.advance(5_000);
    streams[0]?.end(line('ADDED', pod('b', '12')) + line('ADDED', pod('ç', '13')).slice(0, -9));
    await streamCount(2);
    expect(versions()).toEqual(['10', '12']);
    streams[1]?.write(line('ADDED', pod('ç', '13')));
    await vi.waitFor(() => expect(told.slice(3)).toEqual(['ADDED b', 'ADDED ç']));
  });

  it('waits for a slow listener and tells it nothing twice', async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const listener = believer();
    start({
      ...listener,
      page: async (items) => {
        await slow;
        await listener.page(items);
      },
    });
    await vi.waitFor(() => expect(told).toEqual(['reset']));
    expect(streams).toHaveLength(0);
    finish();
    await streamCount(1);
    expect(told).toEqual(['reset', 'page a', 'synced']);
  });

  it('tells all anew when the listener could not take a page, and says why', async () => {
    let fails = 1;
    const listener = believer();
    const away = new Error('the database is away');
    start({
      ...listener,
      page: (items) => {
        if (fails-- > 0) throw away;
        return listener.page(items);
      },
    });
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'waiting', error: away, retryInMs: 1_000 }));
    await retry();
    await streamCount(1);
    expect(told).toEqual(['reset', 'reset', 'page a', 'synced']);
  });

  it('tells all anew when the listener could not take something', async () => {
    let fails = 1;
    const listener = believer();
    start({
      ...listener,
      changed: (events) => {
        if (fails-- > 0) throw new Error('the database is away');
        return listener.changed(events);
      },
    });
    await streamCount(1);
    streams[0]?.write(line('ADDED', pod('b', '12')));
    target.play(cluster({ a: '1', b: '12' }, '12'));
    await retry();
    await streamCount(2);
    expect(Object.fromEntries(truth)).toEqual({ a: '1', b: '12' });
  });

  it('tells all anew when the member was set back to an earlier state', async () => {
    start();
    await streamCount(1);
    await isLive();
    target.play(cluster({ old: '3' }, '5'));
    streams[0]?.destroy();
    await retry();
    await retry();
    await streamCount(2);
    expect(versions()).toEqual(['10', '5']);
    expect(Object.fromEntries(truth)).toEqual({ old: '3' });
  });

  it('frees its socket and says nothing more when it is closed', async () => {
    const watch = start();
    await streamCount(1);
    const closed = new Promise((resolve) => streams[0]?.on('close', resolve));
    const saidBefore = states.length;
    watch.close();
    await closed;
    await vi.waitFor(() => expect(pace.waiting()).toEqual([]));
    expect(states).toHaveLength(saidBefore);
  });

  it('ends with the connection of its member', async () => {
    const connection = target.connect({ pace });
    createMemberClient(connection, { kind: 'hub' }).watch(pods, {}, believer());
    await streamCount(1);
    await connection.close();
    await vi.waitFor(() => expect(pace.waiting()).toEqual([]));
    await expect(createMemberClient(connection, { kind: 'hub' }).raw('/version')).rejects.toMatchObject({
      failure: { reason: 'aborted' },
    });
    expect(states.at(-1)).toEqual({ kind: 'live' });
  });

  it('asks for the namespace and selectors of its query, and drops what it is told to', async () => {
    const objects: KubeObject[] = [];
    const query: WatchQuery = { namespace: 'n', labelSelector: 'a=b', without: ['metadata.managedFields'] };
    start(
      believer({
        page: (items) => void objects.push(...items),
        changed: (events) => void objects.push(...events.map(({ object }) => object)),
      }),
      query,
    );
    target.play(({ url }, response) => {
      const object = { metadata: { name: 'a', resourceVersion: '1', managedFields: [] } };
      if (url.includes('watch=1')) response.writeHead(200).write(line('MODIFIED', object));
      else answerJson(response, { metadata: { resourceVersion: '1' }, items: [object] });
    });
    await vi.waitFor(() => expect(objects).toEqual([pod('a', '1'), pod('a', '1')]));
    expect(
      target.seen.every(
        ({ url }) => url.startsWith('/api/v1/namespaces/n/pods?') && url.includes('labelSelector=a%3Db'),
      ),
    ).toBe(true);
  });
});

describe('a watch of a member that fails at random', () => {
  it('ends with what the member holds, whatever faults came between', { timeout: 30_000 }, async () => {
    const steps = fc.array(fc.constantFrom(...WATCH_STEPS), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        truth = new Map();
        states = [];
        const member = createFaultyWatch();
        target.play(member.script);
        const watch = start();
        await isLive();
        for (const [index, step] of taken.entries()) member.take(step, `n${index % 3}`);
        const converged = async () => {
          while (JSON.stringify([...truth].toSorted()) !== JSON.stringify([...member.held].toSorted())) {
            await new Promise(setImmediate);
            const state = states.at(-1);
            if (state?.kind === 'waiting' && pace.waiting().includes(state.retryInMs)) await retry();
          }
          return true;
        };
        expect(await converged()).toBe(true);
        watch.close();
      }),
      { numRuns: 30 },
    );
  });
});
