import { tracked } from '@trpc/server';
import { z } from 'zod';
import { NodeRow, WorkloadRow } from '~/server/clusters/model/inventory';
import { nodeKey, workloadKey } from '~/server/clusters/model/row-keys';
import type { FleetLists } from '~/server/clusters/ports';
import { followRows, type RowSource } from '~/server/live/follow-rows';
import type { LiveBatch } from '~/server/live/live-hub';
import { isInSight, isSameSight } from '~/server/teams/core/in-sight';
import type { Sight } from '~/server/teams/model/sight';
import { boundEventId, continueFrom } from '../event-id';
import { router, selfProcedure, sightProcedure } from '../trpc';

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
  /**
   * Batches of what changed in sight since `lastEventId`; `resync` says that everything must be read again, as when the rights
   * or what they reach have become others. Who holds nothing is told nothing until they do.
   */
  changes: selfProcedure('live.changes', From).subscription(async function* ({ ctx, input, signal }) {
    const stop = signal ?? new AbortController().signal;
    const { sights, live } = ctx.wiring;
    const { rights } = ctx.actor;
    let sight = await sights.of(rights, 'live.changes');
    for await (const batch of live.subscribe(continueFrom(input.lastEventId, rights), stop)) {
      const before = sight;
      // a grant by label or environment reaches what is new without any change of rights
      if (sight !== 'all' && movesSight(batch)) sight = await sights.of(rights, 'live.changes');
      const told = isSameSight(before, sight) ? inSight(batch, sight) : { id: batch.id, kind: 'resync' as const };
      yield tracked(boundEventId(batch.id, rights), told);
    }
  }),

  /** The shown rows themselves, put or removed as they are committed; `changes` tells of counts and order. */
  rows: sightProcedure(
    'live.rows',
    z.discriminatedUnion('topic', [
      From.extend({ topic: z.literal('nodes'), keys: shown(NodeKey) }),
      From.extend({ topic: z.literal('workloads'), keys: shown(WorkloadKey) }),
    ]),
  ).subscription(async function* ({ ctx, input, signal }) {
    const stop = signal ?? new AbortController().signal;
    const { lists, live, log } = ctx.wiring;
    const from = { keys: input.keys, lastEventId: input.lastEventId ?? undefined };
    const onTrouble = (error: unknown) =>
      log.warn({ err: error, requestId: ctx.requestId }, 'shown rows could not be read');
    const batches =
      input.topic === 'nodes'
        ? followRows(live, { ...nodes(lists, ctx.sight), onTrouble }, from, stop)
        : followRows(live, { ...workloads(lists, ctx.sight), onTrouble }, from, stop);
    for await (const { id, ...batch } of batches) yield tracked(id, batch);
  }),
});

type Source<Row> = Omit<RowSource<Row>, 'onTrouble'>;

/** Rows are read as lists read them, and their schemas say what of them goes out. */
const nodes = (lists: FleetLists, sight: Sight): Source<NodeRow> => ({
  topic: 'nodes',
  read: async (keys) => {
    const named = keys.map((key) => key.split('/')).map(([cluster = '', name = '']) => ({ cluster, name }));
    return z.array(NodeRow).parse(await lists.nodesByKey(sight, named));
  },
  keyOf: nodeKey,
});

const workloads = (lists: FleetLists, sight: Sight): Source<WorkloadRow> => ({
  topic: 'workloads',
  read: async (keys) => {
    const parts = keys.map((key) => key.split('/'));
    const named = parts.map(([cluster = '', kind = '', namespace = '', name = '']) => {
      return { cluster, kind, namespace, name };
    });
    return z.array(WorkloadRow).parse(await lists.workloadsByKey(sight, named));
  },
  keyOf: workloadKey,
});

const movesSight = (batch: LiveBatch) =>
  batch.kind === 'changes' && batch.changes.some(({ topic }) => topic === 'clusters' || topic === 'namespaces');

/** Of clusters in sight alone. Which rows it was is told to who shows them. */
function inSight(batch: LiveBatch, sight: Sight) {
  if (batch.kind === 'resync') return batch;
  const seen = batch.changes.filter(({ cluster }) => isInSight(sight, { cluster, some: true }));
  return { ...batch, changes: seen.map(({ topic, cluster }) => ({ topic, cluster })) };
}
