import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { KubeObject } from '~/server/kube/member';
import { answerJson, type ScriptedMember, startScriptedMember, statusOf } from '~/server/kube/testing/scripted-member';
import { listCall, readList } from './read-list';
import { createReadingBudget } from './reading-budget';

const pods = { group: '', version: 'v1', plural: 'pods' };
const hub = { kind: 'hub' } as const;

let target: ScriptedMember;
beforeEach(async () => {
  target = await startScriptedMember();
});
afterEach(() => target.stop());

const object = (name: string) => ({ metadata: { name, annotations: { filler: 'x'.repeat(2_000) } } });

describe('readList', () => {
  it('hands 20,000 objects of one answer on while they arrive, without holding the event loop or the bytes', async () => {
    const text = Array.from({ length: 100 }, (_, index) => JSON.stringify(object(`p${index}`))).join(',');
    target.play(async (_request, response) => {
      response.write('{"kind":"PodList","metadata":{"resourceVersion":"7"},"items":[');
      for (let part = 0; part < 200; part++) {
        if (!response.write(part === 0 ? text : `,${text}`))
          await new Promise((drained) => response.once('drain', drained));
      }
      response.end(']}');
    });
    let turns = 0;
    const turning = setInterval(() => turns++, 0);
    let count = 0;
    let largest = 0;
    const end = await readList(target.connect(), listCall(hub, { resource: pods, query: {} }), {}, (items) => {
      count += items.length;
      largest = Math.max(largest, items.length);
    });
    clearInterval(turning);
    expect({ count, version: end.resourceVersion }).toEqual({ count: 20_000, version: '7' });
    expect(largest).toBeLessThan(500);
    // had the loop been held to the end, no timer would have fired between the first object and the last
    expect(turns).toBeGreaterThan(10);
  });

  it('waits for who takes the objects, and the member waits with it', async () => {
    let sent = 0;
    target.play((_request, response) => {
      response.write(`{"metadata":{},"items":[${JSON.stringify(object('p'))}`);
      const more = () => {
        while (!response.destroyed && response.write(`,${JSON.stringify(object('p'))}`)) sent++;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const stuck = new AbortController();
    let taken = 0;
    const call = listCall(hub, { resource: pods, query: {}, options: { signal: stuck.signal } });
    const reading = readList(target.connect(), call, {}, (items) => {
      taken += items.length;
      return new Promise(() => {});
    });
    reading.catch(() => {});
    let before = -1;
    while (sent !== before || taken === 0) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // what is on its way fits into the buffers of two sockets
    expect(sent * 2_000).toBeLessThan(20 * 1024 * 1024);
  });

  it('throws what the taker throws, as it is', async () => {
    target.play((_request, response) => answerJson(response, { metadata: {}, items: [object('p')] }));
    const away = new Error('the database is away');
    const call = listCall(hub, { resource: pods, query: {} });
    await expect(readList(target.connect(), call, {}, () => Promise.reject(away))).rejects.toBe(away);
  });

  it('reads only so many answers at once, over all members', async () => {
    const held: (() => void)[] = [];
    target.play(
      (_request, response) => void held.push(() => answerJson(response, { metadata: {}, items: [object('p')] })),
    );
    const reading = createReadingBudget({ answers: 2 });
    const clients = Array.from({ length: 6 }, () => createMemberClient(target.connect({ reading }), hub));
    const lists = Promise.all(clients.map((client) => client.list(pods, {})));
    for (let answered = 0; answered < 6; answered += 2) {
      await vi.waitFor(() => expect(held).toHaveLength(2));
      // another request goes through in the meantime: the four others are not merely late
      target.play((_request, response) => answerJson(response, {}));
      await createMemberClient(target.connect({ reading }), hub).raw('/version');
      expect(held).toHaveLength(2);
      target.play(
        (_request, response) => void held.push(() => answerJson(response, { metadata: {}, items: [object('p')] })),
      );
      for (const answer of held.splice(0)) answer();
    }
    expect((await lists).flatMap(({ items }) => items)).toHaveLength(6);
  });

  it.each([
    ['an item without a name', '{"metadata":{},"items":[{"metadata":{}}]}'],
    ['an item that is no object', '{"metadata":{},"items":[1]}'],
    ['no list', '{"kind":"Pod"}'],
    ['an item of a hundred levels', `{"metadata":{},"items":[${'['.repeat(100)}${']'.repeat(100)}]}`],
    ['half a list', '{"metadata":{},"items":[{"metadata":{"name":"a"}}'],
  ])('says garbled for %s', async (_what, body) => {
    target.play((_request, response) => void response.end(body));
    await expect(createMemberClient(target.connect(), hub).list(pods, {})).rejects.toMatchObject({
      failure: { reason: 'garbled' },
    });
  });

  it('asks for pages, and begins again once when a continuation has expired', async () => {
    const queries: string[] = [];
    let hasExpired = false;
    target.play(({ url }, response) => {
      const query = new URLSearchParams(url.split('?')[1]);
      queries.push(`${query.get('limit')} ${query.get('continue')}`);
      if (query.get('continue') === null)
        return answerJson(response, {
          metadata: { resourceVersion: '1', continue: 'x', remainingItemCount: 1 },
          items: [object('a')],
        });
      if (hasExpired) return answerJson(response, { metadata: { resourceVersion: '1' }, items: [object('b')] });
      hasExpired = true;
      answerJson(response, statusOf(410, 'Expired'), 410);
    });
    const names: string[][] = [];
    for await (const { items } of createMemberClient(target.connect(), hub).pages(pods, { limit: 1 }))
      names.push(items.map(({ metadata }: KubeObject) => metadata.name));
    expect(names).toEqual([['a'], ['a'], ['b']]);
    expect(queries).toEqual(['1 null', '1 x', '1 null', '1 x']);
  });

  it('does not begin again for ever', async () => {
    target.play(({ url }, response) =>
      url.includes('continue=')
        ? answerJson(response, statusOf(410, 'Expired'), 410)
        : answerJson(response, { metadata: { continue: 'x' }, items: [] }),
    );
    const all = async () => {
      for await (const _ of createMemberClient(target.connect(), hub).pages(pods, {}));
    };
    await expect(all()).rejects.toMatchObject({ failure: { status: 410 } });
    expect(target.seen).toHaveLength(4);
  });
});
