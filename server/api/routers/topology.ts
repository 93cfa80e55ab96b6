import { z } from 'zod';
import { ActionOutcome } from '~/server/objects/model/action';
import { ObjectRef } from '~/server/objects/model/ref';
import { editPlaces, previewEdit } from '~/server/topology/edit-places';
import { GatewayLoss } from '~/server/topology/model/gateway-loss';
import { Loss, LossInput } from '~/server/topology/model/loss';
import {
  EditOutcome,
  EditPlacesApplyInput,
  EditPlacesInput,
  EditPreview,
  FleetMap,
  FleetMapInput,
} from '~/server/topology/model/places';
import { SchedulingEdit, SchedulingInput, SchedulingPreview } from '~/server/topology/model/scheduling';
import { readGatewayLoss } from '~/server/topology/read-gateway-loss';
import { readLoss } from '~/server/topology/read-loss';
import { readMap } from '~/server/topology/read-map';
import { currentScheduling, previewScheduling, scheduleObjects } from '~/server/topology/schedule-objects';
import { reportsOf, streamOf } from '../streamed';
import { procedureFor, router } from '../trpc';
import { requestOf } from './request';

export const topologyRouter = router({
  loss: procedureFor('topology.loss')
    .input(LossInput)
    .output(Loss)
    .query(({ ctx, input }) => readLoss(ctx.wiring.topology, input)),
  gatewayLoss: procedureFor('topology.gatewayLoss')
    .input(LossInput)
    .output(GatewayLoss)
    .query(({ ctx, input }) => readGatewayLoss(ctx.wiring.topology, ctx.actor, input)),
  scheduling: procedureFor('topology.scheduling')
    .input(ObjectRef)
    .output(SchedulingEdit)
    .query(({ ctx, input }) => currentScheduling(ctx.wiring.topology, ctx.actor, input)),
  previewScheduling: procedureFor('topology.previewScheduling')
    .input(SchedulingInput.omit({ reason: true }))
    .output(z.array(SchedulingPreview))
    .mutation(({ ctx, input }) => previewScheduling(ctx.wiring.topology, ctx.actor, input)),
  schedule: procedureFor('topology.schedule')
    .input(SchedulingInput)
    .output(streamOf(ActionOutcome))
    .mutation(({ ctx, input }) =>
      reportsOf<ActionOutcome>((report) => scheduleObjects(ctx.wiring.topology, requestOf(ctx), input, report)),
    ),
  map: procedureFor('topology.map')
    .input(FleetMapInput)
    .output(FleetMap)
    .query(({ ctx, input }) => readMap(ctx.wiring.topology, input.scope)),
  previewEdit: procedureFor('topology.previewEdit')
    .input(EditPlacesInput)
    .output(EditPreview)
    .mutation(({ ctx, input }) => previewEdit(ctx.wiring.topology, input)),
  editPlaces: procedureFor('topology.editPlaces')
    .input(EditPlacesApplyInput)
    .output(streamOf(EditOutcome))
    .mutation(({ ctx, input }) =>
      reportsOf<EditOutcome>((report) => editPlaces(ctx.wiring.topology, requestOf(ctx), input, report)),
    ),
});
