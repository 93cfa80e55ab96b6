import { pause } from '~/server/kernel/pause';
import type { LiveHub } from '~/server/live/live-hub';
import type { Sequence } from './ports';

/** Not everything that is shown is told of as a change: so often it is looked at in any case. */
const LOOK_MS = 10_000;
/** Many changes at once are one look, and most of the time is nobody's. */
const SETTLE_MS = 250;
const REST = 3;

/** Says when it is time to look again, until `signal` aborts. */
export async function* followChanges(
  live: Pick<LiveHub, 'subscribe' | 'lastEventId'>,
  topic: Sequence,
  signal: AbortSignal,
): AsyncGenerator<void, void> {
  let last = live.lastEventId();
  while (!signal.aborted) {
    const turn = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
    for await (const batch of live.subscribe(last, turn)) {
      last = batch.id;
      if (batch.kind === 'resync' || batch.changes.some((change) => change.topic === topic)) break;
    }
    if (signal.aborted) return;
    const began = performance.now();
    yield;
    const rest = Math.min(Math.max(SETTLE_MS, REST * (performance.now() - began)), LOOK_MS);
    await pause(rest, signal);
  }
}
