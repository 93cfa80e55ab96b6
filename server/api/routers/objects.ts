import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { actOnObjects } from '~/server/objects/act-on-objects';
import { cancelDrain } from '~/server/objects/cancel-drain';
import { compareObject } from '~/server/objects/compare-object';
import { createObjects } from '~/server/objects/create-objects';
import { drainNode, previewDrain } from '~/server/objects/drain-node';
import { explainConflict } from '~/server/objects/explain-conflict';
import { listKinds } from '~/server/objects/list-kinds';
import { listObjects } from '~/server/objects/list-objects';
import { revisionsOf } from '~/server/objects/list-revisions';
import { ActInput, ActionOutcome, ActionPreview, Revision } from '~/server/objects/model/action';
import { ComparedCluster, CompareInput } from '~/server/objects/model/comparison';
import { Drain, DrainInput, DrainPlan } from '~/server/objects/model/drain';
import { KindList, KindRef, ObjectRef, Segment } from '~/server/objects/model/ref';
import { KindSchema } from '~/server/objects/model/schema';
import { ObjectListInput, ObjectTable } from '~/server/objects/model/table';
import { ObjectView } from '~/server/objects/model/view';
import {
  CreateInput,
  Rebase,
  RebaseInput,
  UpdateInput,
  WriteOutcome,
  WritePreview,
} from '~/server/objects/model/write';
import { previewAction } from '~/server/objects/preview-action';
import { previewCreate } from '~/server/objects/preview-create';
import { previewUpdate } from '~/server/objects/preview-update';
import { readObject } from '~/server/objects/read-object';
import { readSchema } from '~/server/objects/read-schema';
import { updateObject } from '~/server/objects/update-object';
import { reportsOf, streamOf } from '../streamed';
import { router, sightProcedure, targetProcedure } from '../trpc';
import { ofObject, ofObjects, requestOf } from './request';

const OfCluster = z.strictObject({ cluster: ClusterNameText });

/** What of the cluster it is about is known only while it runs: the member's client checks each request. */
const someOf = ({ cluster }: { cluster: string }) => [{ cluster, some: true as const }];

export const objectsRouter = router({
  kinds: targetProcedure('objects.kinds', OfCluster, someOf)
    .output(KindList)
    .query(({ ctx, input }) => listKinds(ctx.wiring.objects, ctx.actor, input.cluster)),
  list: targetProcedure('objects.list', ObjectListInput, someOf)
    .output(ObjectTable)
    .query(({ ctx, input }) => listObjects(ctx.wiring.objects, ctx.actor, input)),
  get: targetProcedure('objects.get', ObjectRef, (ref) => [ofObject(ref)])
    .output(ObjectView)
    .query(({ ctx, input }) => readObject(ctx.wiring.objects, ctx.actor, input)),
  schema: targetProcedure('objects.schema', OfCluster.extend({ kind: KindRef }), someOf)
    .output(KindSchema)
    .query(({ ctx, input }) => readSchema(ctx.wiring.objects, ctx.actor, input.cluster, input.kind)),
  compare: sightProcedure('objects.compare', CompareInput)
    .output(streamOf(ComparedCluster))
    // a read, but the names of many clusters do not fit an address
    .mutation(({ ctx, input }) =>
      reportsOf<ComparedCluster>((report) => compareObject(ctx.wiring.objects, ctx.actor, input, report)),
    ),
  revisions: targetProcedure('objects.revisions', ObjectRef, (ref) => [ofObject(ref)])
    .output(z.array(Revision))
    .query(({ ctx, input }) => revisionsOf(ctx.wiring.objects, ctx.actor, input)),

  previewCreate: targetProcedure('objects.previewCreate', CreateInput, someOf)
    .output(z.array(WritePreview))
    .mutation(({ ctx, input }) => previewCreate(ctx.wiring.objects, ctx.actor, input)),
  create: targetProcedure('objects.create', CreateInput, someOf)
    .output(z.array(WriteOutcome))
    .mutation(({ ctx, input }) => createObjects(ctx.wiring.objects, requestOf(ctx), input)),
  previewUpdate: targetProcedure('objects.previewUpdate', UpdateInput, ({ ref }) => [ofObject(ref)])
    .output(WritePreview)
    .mutation(({ ctx, input }) => previewUpdate(ctx.wiring.objects, ctx.actor, input)),
  update: targetProcedure('objects.update', UpdateInput, ({ ref }) => [ofObject(ref)])
    .output(WriteOutcome)
    .mutation(({ ctx, input }) => updateObject(ctx.wiring.objects, requestOf(ctx), input)),
  explainConflict: targetProcedure('objects.explainConflict', RebaseInput, ({ ref }) => [ofObject(ref)])
    .output(Rebase)
    .mutation(({ ctx, input }) => explainConflict(ctx.wiring.objects, ctx.actor, input)),

  previewAction: targetProcedure('objects.previewAction', ActInput.omit({ reason: true }), ofObjects)
    .output(z.array(ActionPreview))
    .mutation(({ ctx, input }) => previewAction(ctx.wiring.objects, ctx.actor, input)),
  act: targetProcedure('objects.act', ActInput, ofObjects)
    .output(streamOf(ActionOutcome))
    .mutation(({ ctx, input }) =>
      reportsOf<ActionOutcome>((report) => actOnObjects(ctx.wiring.objects, requestOf(ctx), input, report)),
    ),

  previewDrain: targetProcedure('objects.previewDrain', DrainInput.omit({ reason: true }), ({ node }) => [
    { cluster: node.cluster },
  ])
    .output(DrainPlan)
    .mutation(({ ctx, input }) => previewDrain(ctx.wiring.objects, ctx.actor, input)),
  drain: targetProcedure('objects.drain', DrainInput, ({ node }) => [{ cluster: node.cluster }])
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => ({ id: await drainNode(ctx.wiring.objects, requestOf(ctx), input) })),
  drains: targetProcedure('objects.drains', OfCluster.extend({ node: Segment.optional() }), ({ cluster }) => [
    { cluster },
  ])
    .output(z.array(Drain))
    .query(({ ctx, input }) => ctx.wiring.objects.drains.list(input.cluster, input.node)),
  cancelDrain: targetProcedure('objects.cancelDrain', OfCluster.extend({ id: z.uuid() }), ({ cluster }) => [
    { cluster },
  ])
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await cancelDrain(ctx.wiring.objects, requestOf(ctx), input);
      return { id: input.id };
    }),
});
