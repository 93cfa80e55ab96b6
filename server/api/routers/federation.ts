import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { dryRun } from '~/server/federation/dry-run';
import { ApplicationName } from '~/server/federation/model/application';
import {
  ApplicationPreview,
  DryRun,
  ManifestsInput,
  PreviewedManifest,
  PreviewInput,
  SaveInput,
} from '~/server/federation/model/preview';
import { ApplicationListInput, ApplicationPage, ApplicationView } from '~/server/federation/model/row';
import { DeliveredObject } from '~/server/federation/model/target';
import { previewApplication } from '~/server/federation/preview-application';
import { previewManifests } from '~/server/federation/preview-manifests';
import { listApplications, listDelivered, readApplication } from '~/server/federation/read-application';
import { removeApplication } from '~/server/federation/remove-application';
import { saveApplication } from '~/server/federation/save-application';
import { reportsOf, streamOf } from '../streamed';
import { router, sightProcedure } from '../trpc';
import { DONE, Done, requestOf, withEventId } from './request';

const ByName = z.strictObject({ name: ApplicationName });

/** Applications lie in many clusters: what of them is in sight, and may be changed, each use case asks for itself. */
export const federationRouter = router({
  list: sightProcedure('federation.list', ApplicationListInput)
    .output(ApplicationPage)
    .query(({ ctx, input }) => withEventId(ctx, () => listApplications(ctx.wiring.federation, ctx.actor, input))),
  get: sightProcedure('federation.get', ByName.extend({ revision: z.int().min(1).optional() }))
    .output(ApplicationView)
    .query(({ ctx, input }) => readApplication(ctx.wiring.federation, ctx.actor, input)),
  objects: sightProcedure('federation.objects', ByName.extend({ cluster: ClusterNameText }))
    .output(z.array(DeliveredObject))
    .query(({ ctx, input }) => listDelivered(ctx.wiring.federation, ctx.actor, input)),
  preview: sightProcedure('federation.preview', PreviewInput)
    .output(ApplicationPreview)
    .mutation(({ ctx, input }) => previewApplication(ctx.wiring.federation, ctx.actor, input)),
  manifests: sightProcedure('federation.manifests', ManifestsInput)
    .output(z.array(PreviewedManifest))
    .mutation(({ ctx, input }) => previewManifests(ctx.wiring.federation, ctx.actor, input)),
  dryRun: sightProcedure('federation.dryRun', PreviewInput.pick({ text: true }))
    .output(streamOf(DryRun))
    .mutation(({ ctx, input }) =>
      reportsOf<DryRun>((report) => dryRun(ctx.wiring.federation, ctx.actor, input, report)),
    ),
  save: sightProcedure('federation.save', SaveInput)
    .output(z.object({ name: z.string(), revision: z.int() }))
    .mutation(({ ctx, input }) => saveApplication(ctx.wiring.federation, requestOf(ctx), input)),
  remove: sightProcedure(
    'federation.remove',
    ByName.extend({ base: z.int().min(1), reason: z.string().max(500).default('') }),
  )
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await removeApplication(ctx.wiring.federation, requestOf(ctx), input);
      return DONE;
    }),
});
