import { editPlaces, previewEdit } from '~/server/topology/edit-places';
import {
  EditOutcome,
  EditPlacesApplyInput,
  EditPlacesInput,
  EditPreview,
  FleetMap,
  FleetMapInput,
} from '~/server/topology/model';
import { readMap } from '~/server/topology/read-map';
import { reportsOf, streamOf } from '../streamed';
import { procedureFor, router } from '../trpc';
import { requestOf } from './request';

export const topologyRouter = router({
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
