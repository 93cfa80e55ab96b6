import { tracked } from '@trpc/server';
import { z } from 'zod';
import { NodeRow, WorkloadRow } from '~/server/clusters/model/inventory';
import { nodeKey, workloadKey } from '~/server/clusters/model/row-keys';
import type { FleetLists } from '~/server/clusters/ports';
import { followRows, type RowSource } from '~/server/live/follow-rows';
import type { LiveBatch } from '~/server/live/live-hub';
import { procedureFor, router } from '../trpc';

const MAX_SHOWN = 500;
/** `cluster/name`. */
const NodeKey = z
  .string()
  .max(320)
  .regex(/^[^/]+\/[^/]+$/);
/** `cluster/kind/namespace/name`. */
const WorkloadKey = z
  .string()
  .max(640)
  .regex(/^[^/]+(\/[^/]+){3}$/);
const From = z.strictObject({ lastEventId: z.string().max(100).nullish() });
const shown = (key: z.ZodString) => z.array(key).min(1).max(MAX_SHOWN);

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
    .input(
      z.discriminatedUnion('topic', [
        From.extend({ topic: z.literal('nodes'), keys: shown(NodeKey) }),
        From.extend({ topic: z.literal('workloads'), keys: shown(WorkloadKey) }),
      ]),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      const { lists, live, log } = ctx.wiring;
      const from = { keys: input.keys, lastEventId: input.lastEventId ?? undefined };
      const onTrouble = (error: unknown) =>
        log.warn({ err: error, requestId: ctx.requestId }, 'shown rows could not be read');
      const batches =
        input.topic === 'nodes'
          ? followRows(live, { ...nodes(lists), onTrouble }, from, stop)
          : followRows(live, { ...workloads(lists), onTrouble }, from, stop);
      for await (const { id, ...batch } of batches) yield tracked(id, batch);
    }),
});

type Source<Row> = Omit<RowSource<Row>, 'onTrouble'>;

/** Rows are read as lists read them, and their schemas say what of them goes out. */
const nodes = (lists: FleetLists): Source<NodeRow> => ({
  topic: 'nodes',
  read: async (keys) => {
    const named = keys.map((key) => key.split('/')).map(([cluster = '', name = '']) => ({ cluster, name }));
    return z.array(NodeRow).parse(await lists.nodesByKey(named));
  },
  keyOf: nodeKey,
});

const workloads = (lists: FleetLists): Source<WorkloadRow> => ({
  topic: 'workloads',
  read: async (keys) => {
    const parts = keys.map((key) => key.split('/'));
    const named = parts.map(([cluster = '', kind = '', namespace = '', name = '']) => {
      return { cluster, kind, namespace, name };
    });
    return z.array(WorkloadRow).parse(await lists.workloadsByKey(named));
  },
  keyOf: workloadKey,
});

/** Which rows it was is told to who shows them. */
function withoutKeys(batch: LiveBatch) {
  if (batch.kind === 'resync') return batch;
  return { ...batch, changes: batch.changes.map(({ topic, cluster }) => ({ topic, cluster })) };
}
