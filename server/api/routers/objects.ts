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
import { procedureFor, router } from '../trpc';
import { requestOf } from './request';

const OfCluster = z.strictObject({ cluster: ClusterNameText });

export const objectsRouter = router({
  kinds: procedureFor('objects.kinds')
    .input(OfCluster)
    .output(KindList)
    .query(({ ctx, input }) => listKinds(ctx.wiring.objects, ctx.actor, input.cluster)),
  list: procedureFor('objects.list')
    .input(ObjectListInput)
    .output(ObjectTable)
    .query(({ ctx, input }) => listObjects(ctx.wiring.objects, ctx.actor, input)),
  get: procedureFor('objects.get')
    .input(ObjectRef)
    .output(ObjectView)
    .query(({ ctx, input }) => readObject(ctx.wiring.objects, ctx.actor, input)),
  schema: procedureFor('objects.schema')
    .input(OfCluster.extend({ kind: KindRef }))
    .output(KindSchema)
    .query(({ ctx, input }) => readSchema(ctx.wiring.objects, ctx.actor, input.cluster, input.kind)),
  compare: procedureFor('objects.compare')
    .input(CompareInput)
    .output(streamOf(ComparedCluster))
    // a read, but the names of many clusters do not fit an address
    .mutation(({ ctx, input }) =>
      reportsOf<ComparedCluster>((report) => compareObject(ctx.wiring.objects, ctx.actor, input, report)),
    ),
  revisions: procedureFor('objects.revisions')
    .input(ObjectRef)
    .output(z.array(Revision))
    .query(({ ctx, input }) => revisionsOf(ctx.wiring.objects, ctx.actor, input)),

  previewCreate: procedureFor('objects.previewCreate')
    .input(CreateInput)
    .output(z.array(WritePreview))
    .mutation(({ ctx, input }) => previewCreate(ctx.wiring.objects, ctx.actor, input)),
  create: procedureFor('objects.create')
    .input(CreateInput)
    .output(z.array(WriteOutcome))
    .mutation(({ ctx, input }) => createObjects(ctx.wiring.objects, requestOf(ctx), input)),
  previewUpdate: procedureFor('objects.previewUpdate')
    .input(UpdateInput)
    .output(WritePreview)
    .mutation(({ ctx, input }) => previewUpdate(ctx.wiring.objects, ctx.actor, input)),
  update: procedureFor('objects.update')
    .input(UpdateInput)
    .output(WriteOutcome)
    .mutation(({ ctx, input }) => updateObject(ctx.wiring.objects, requestOf(ctx), input)),
  explainConflict: procedureFor('objects.explainConflict')
    .input(RebaseInput)
    .output(Rebase)
    .mutation(({ ctx, input }) => explainConflict(ctx.wiring.objects, ctx.actor, input)),

  previewAction: procedureFor('objects.previewAction')
    .input(ActInput.omit({ reason: true }))
    .output(z.array(ActionPreview))
    .mutation(({ ctx, input }) => previewAction(ctx.wiring.objects, ctx.actor, input)),
  act: procedureFor('objects.act')
    .input(ActInput)
    .output(streamOf(ActionOutcome))
    .mutation(({ ctx, input }) =>
      reportsOf<ActionOutcome>((report) => actOnObjects(ctx.wiring.objects, requestOf(ctx), input, report)),
    ),

  previewDrain: procedureFor('objects.previewDrain')
    .input(DrainInput.omit({ reason: true }))
    .output(DrainPlan)
    .mutation(({ ctx, input }) => previewDrain(ctx.wiring.objects, ctx.actor, input)),
  drain: procedureFor('objects.drain')
    .input(DrainInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => ({ id: await drainNode(ctx.wiring.objects, requestOf(ctx), input) })),
  drains: procedureFor('objects.drains')
    .input(OfCluster.extend({ node: Segment.optional() }))
    .output(z.array(Drain))
    .query(({ ctx, input }) => ctx.wiring.objects.drains.list(input.cluster, input.node)),
  cancelDrain: procedureFor('objects.cancelDrain')
    .input(OfCluster.extend({ id: z.uuid() }))
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await cancelDrain(ctx.wiring.objects, requestOf(ctx), input);
      return { id: input.id };
    }),
});
