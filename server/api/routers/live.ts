import { tracked } from '@trpc/server';
import { z } from 'zod';
import { NodeRow } from '~/server/clusters/model/inventory';
import { followRows, type RowSource, rowKey, splitRowKey } from '~/server/live/follow-rows';
import type { LiveBatch } from '~/server/live/live-hub';
import { procedureFor, router } from '../trpc';

const MAX_SHOWN = 500;
/** `cluster/name`. */
const RowKey = z
  .string()
  .max(320)
  .regex(/^[^/]+\/./);
const From = z.strictObject({ lastEventId: z.string().max(100).nullish() });

export const liveRouter = router({
  /** Batches of what changed since `lastEventId`; `resync` says that everything must be read again. */
  changes: procedureFor('live.changes')
    .input(From)
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      for await (const batch of ctx.wiring.live.subscribe(input.lastEventId ?? undefined, stop)) {
        yield tracked(batch.id, withoutKeys(batch));
      }
    }),

  /** The shown rows themselves, put or removed as they are committed; `changes` tells of counts and order. */
  rows: procedureFor('live.rows')
    .input(From.extend({ topic: z.literal('nodes'), keys: z.array(RowKey).min(1).max(MAX_SHOWN) }))
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      const { lists, live, log } = ctx.wiring;
      const source: RowSource<NodeRow> = {
        topic: input.topic,
        read: (keys) => lists.nodesByKey(keys.map(splitRowKey).map(([cluster, name]) => ({ cluster, name }))),
        keyOf: ({ cluster, name }) => rowKey(cluster, name),
        onTrouble: (error) => log.warn({ err: error, requestId: ctx.requestId }, 'shown rows could not be read'),
      };
      const shown = { keys: input.keys, lastEventId: input.lastEventId ?? undefined };
      for await (const { id, ...batch } of followRows(live, source, shown, stop)) {
        yield tracked(id, { put: z.array(NodeRow).parse(batch.put), removed: batch.removed });
      }
    }),
});

/** Which rows it was is told to who shows them. */
function withoutKeys(batch: LiveBatch) {
  if (batch.kind === 'resync') return batch;
  return { ...batch, changes: batch.changes.map(({ topic, cluster }) => ({ topic, cluster })) };
}
