import { z } from 'zod';
import { ActionOutcome } from '~/server/objects/model/action';
import { ObjectRef } from '~/server/objects/model/ref';
import type { Target } from '~/server/teams/model/sight';
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
import { router, sightProcedure, targetProcedure } from '../trpc';
import { ofObject, ofObjects, requestOf } from './request';

/** A node belongs to its cluster as a whole; a cluster's own labels decide who is granted what on it. */
const ofPlaces = ({ targets }: Pick<z.infer<typeof EditPlacesInput>, 'targets'>): Target[] =>
  targets.map(({ kind, cluster }) => (kind === 'Cluster' ? { cluster, action: 'clusters.edit' } : { cluster }));

export const topologyRouter = router({
  loss: sightProcedure('topology.loss', LossInput)
    .output(Loss)
    .query(({ ctx, input }) => readLoss(ctx.wiring.topology, ctx.sight, input)),
  gatewayLoss: sightProcedure('topology.gatewayLoss', LossInput)
    .output(GatewayLoss)
    .query(({ ctx, input }) => readGatewayLoss(ctx.wiring.topology, ctx.actor, ctx.sight, input)),
  scheduling: targetProcedure('topology.scheduling', ObjectRef, (ref) => [ofObject(ref)])
    .output(SchedulingEdit)
    .query(({ ctx, input }) => currentScheduling(ctx.wiring.topology, ctx.actor, input)),
  previewScheduling: targetProcedure('topology.previewScheduling', SchedulingInput.omit({ reason: true }), ofObjects)
    .output(z.array(SchedulingPreview))
    .mutation(({ ctx, input }) => previewScheduling(ctx.wiring.topology, ctx.actor, input)),
  schedule: targetProcedure('topology.schedule', SchedulingInput, ofObjects)
    .output(streamOf(ActionOutcome))
    .mutation(({ ctx, input }) =>
      reportsOf<ActionOutcome>((report) => scheduleObjects(ctx.wiring.topology, requestOf(ctx), input, report)),
    ),
  map: sightProcedure('topology.map', FleetMapInput)
    .output(FleetMap)
    .query(({ ctx, input }) => readMap(ctx.wiring.topology, ctx.sight, input.scope)),
  previewEdit: targetProcedure('topology.previewEdit', EditPlacesInput, ofPlaces)
    .output(EditPreview)
    .mutation(({ ctx, input }) => previewEdit(ctx.wiring.topology, ctx.actor, input)),
  editPlaces: targetProcedure('topology.editPlaces', EditPlacesApplyInput, ofPlaces)
    .output(streamOf(EditOutcome))
    .mutation(({ ctx, input }) =>
      reportsOf<EditOutcome>((report) => editPlaces(ctx.wiring.topology, requestOf(ctx), input, report)),
    ),
});
