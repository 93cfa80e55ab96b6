import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './change';
import { createLiveHub } from './live-hub';

const change = (cluster: string): Change => ({ topic: 'nodes', cluster });

async function next(stream: AsyncGenerator<{ id: string; kind: string; changes?: Change[] }, void>) {
  const { value } = await stream.next();
  return value;
}

describe('live hub', () => {
  it('continues exactly where a list was read', async () => {
    const hub = createLiveHub({ coalesceMs: 0 });
    hub.publish(change('before'));
    const from = hub.lastEventId();
    hub.publish(change('a'));
    hub.publish(change('b'));
    const batch = await next(hub.subscribe(from, new AbortController().signal));
    expect(batch).toMatchObject({ kind: 'changes', changes: [change('a'), change('b')] });
  });

  it('tells a reader that comes too late, or from another process, to read again', async () => {
    const hub = createLiveHub({ keep: 2, coalesceMs: 0 });
    const from = hub.lastEventId();
    for (const name of ['a', 'b', 'c']) hub.publish(change(name));
    expect(await next(hub.subscribe(from, new AbortController().signal))).toMatchObject({ kind: 'resync' });
    expect(await next(hub.subscribe('other:1', new AbortController().signal))).toMatchObject({ kind: 'resync' });
  });

  it('ends when its reader goes', async () => {
    const hub = createLiveHub();
    const leave = new AbortController();
    const waiting = hub.subscribe(undefined, leave.signal).next();
    expect(hub.listeners()).toBe(1);
    leave.abort();
    expect(await waiting).toMatchObject({ done: true });
    expect(hub.listeners()).toBe(0);
  });

  it('never loses a change, however the reader falls behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), { minLength: 1 }),
        async (bursts) => {
          const hub = createLiveHub({ keep: 8, coalesceMs: 0 });
          const stream = hub.subscribe(hub.lastEventId(), new AbortController().signal);
          for (const burst of bursts.filter((names) => names.length > 0)) {
            for (const name of burst) hub.publish(change(name));
            const batch = await next(stream);
            const told = batch?.kind === 'resync' ? burst : (batch?.changes ?? []).map(({ cluster }) => cluster);
            expect(new Set(told)).toEqual(new Set(burst));
          }
        },
      ),
    );
  });
});
