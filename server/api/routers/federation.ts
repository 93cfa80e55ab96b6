import { z } from 'zod';
import { ClusterNameText } from '~/server/clusters/model/names';
import { tablePage } from '~/server/clusters/model/table';
import { proposeAcceptance } from '~/server/federation/accept-drift';
import { drill, listFailovers, stopFailover } from '~/server/federation/drill';
import { dryRun } from '~/server/federation/dry-run';
import { explainApplication } from '~/server/federation/explain-application';
import { ignoreDrift, listDriftRules, unignoreDrift } from '~/server/federation/manage-drift-rules';
import { ApplicationName } from '~/server/federation/model/application';
import { Distribution, DistributionInput } from '~/server/federation/model/distribution';
import {
  AcceptedText,
  AcceptInput,
  DriftCount,
  DriftListInput,
  DriftRow,
  DriftRule,
  DriftRuleInput,
  DriftTimes,
  RevertInput,
} from '~/server/federation/model/drift';
import { DrillInput, EndFailoverInput, Failover } from '~/server/federation/model/failover';
import {
  ApplicationPreview,
  DryRun,
  ExplainInput,
  Explanation,
  ManifestsInput,
  PreviewedManifest,
  PreviewInput,
  SaveInput,
  TakeAlongInput,
  TakenAlong,
} from '~/server/federation/model/preview';
import { RolloutView, SteerInput } from '~/server/federation/model/rollout';
import { ApplicationListInput, ApplicationPage, ApplicationView } from '~/server/federation/model/row';
import { DeliveredObject } from '~/server/federation/model/target';
import { viewerOf } from '~/server/federation/plan-application';
import { previewApplication } from '~/server/federation/preview-application';
import { previewManifests } from '~/server/federation/preview-manifests';
import {
  listApplications,
  listDelivered,
  readApplication,
  readDistribution,
} from '~/server/federation/read-application';
import { readRollout } from '~/server/federation/read-rollout';
import { removeApplication } from '~/server/federation/remove-application';
import { revertDrift } from '~/server/federation/revert-drift';
import { saveApplication } from '~/server/federation/save-application';
import { steerRollout } from '~/server/federation/steer-rollout';
import { takeAlong } from '~/server/federation/take-along';
import { wireFailover } from '~/server/federation/wire-failover';
import { reportsOf, streamOf } from '../streamed';
import { router, sightProcedure } from '../trpc';
import { DONE, Done, Made, Nothing, requestOf, withEventId } from './request';

const ByName = z.strictObject({ name: ApplicationName });

/** Applications lie in many clusters: what of them is in sight, and may be changed, each use case asks for itself. */
export const federationRouter = router({
  list: sightProcedure('federation.list', ApplicationListInput)
    .output(ApplicationPage)
    .query(({ ctx, input }) => withEventId(ctx, () => listApplications(ctx.wiring.federation, ctx.actor, input))),
  distribution: sightProcedure('federation.distribution', DistributionInput)
    .output(Distribution)
    .query(({ ctx, input }) => readDistribution(ctx.wiring.federation, ctx.actor, input)),
  get: sightProcedure('federation.get', ByName.extend({ revision: z.int().min(1).optional() }))
    .output(ApplicationView)
    .query(({ ctx, input }) => readApplication(ctx.wiring.federation, ctx.actor, input)),
  objects: sightProcedure('federation.objects', ByName.extend({ cluster: ClusterNameText }))
    .output(z.array(DeliveredObject))
    .query(({ ctx, input }) => listDelivered(ctx.wiring.federation, ctx.actor, input)),
  explain: sightProcedure('federation.explain', ExplainInput)
    .output(Explanation)
    .query(({ ctx, input }) => explainApplication(wireFailover(ctx.wiring), ctx.actor, input)),
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
  takeAlong: sightProcedure('federation.takeAlong', TakeAlongInput)
    .output(TakenAlong)
    .mutation(({ ctx, input }) => takeAlong(ctx.wiring.federation, ctx.actor, input)),
  save: sightProcedure('federation.save', SaveInput)
    .output(z.object({ name: z.string(), revision: z.int() }))
    .mutation(({ ctx, input }) => saveApplication(ctx.wiring.federation, requestOf(ctx), input)),
  failovers: sightProcedure('federation.failovers', ByName)
    .output(z.array(Failover))
    .query(({ ctx, input }) => listFailovers(wireFailover(ctx.wiring), ctx.actor, input.name)),
  drill: sightProcedure('federation.drill', DrillInput)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await drill(wireFailover(ctx.wiring), requestOf(ctx), input);
      return DONE;
    }),
  endFailover: sightProcedure('federation.endFailover', EndFailoverInput)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await stopFailover(wireFailover(ctx.wiring), requestOf(ctx), input);
      return DONE;
    }),
  rollout: sightProcedure('federation.rollout', ByName)
    .output(RolloutView.nullable())
    .query(({ ctx, input }) => readRollout(ctx.wiring.federation, ctx.actor, input.name)),
  steer: sightProcedure('federation.steer', SteerInput)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      const { federation, clock } = ctx.wiring;
      await steerRollout({ ...federation, clock }, requestOf(ctx), input);
      return DONE;
    }),
  remove: sightProcedure(
    'federation.remove',
    ByName.extend({ base: z.int().min(1), reason: z.string().max(500).default('') }),
  )
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await removeApplication(ctx.wiring.federation, requestOf(ctx), input);
      return DONE;
    }),
  drift: sightProcedure('federation.drift', DriftListInput)
    .output(tablePage(DriftRow))
    .query(({ ctx, input }) =>
      withEventId(ctx, async () => {
        const { federation } = ctx.wiring;
        return federation.drifts.list(await viewerOf(federation, ctx.actor), input);
      }),
    ),
  driftCounts: sightProcedure('federation.driftCounts', Nothing)
    .output(z.array(DriftCount))
    .query(async ({ ctx }) => {
      const { federation } = ctx.wiring;
      return federation.drifts.counts(await viewerOf(federation, ctx.actor));
    }),
  driftTimes: sightProcedure('federation.driftTimes', Nothing)
    .output(DriftTimes)
    .query(async ({ ctx }) => {
      const { federation } = ctx.wiring;
      return federation.drifts.times(await viewerOf(federation, ctx.actor));
    }),
  revert: sightProcedure('federation.revert', RevertInput)
    .output(z.object({ reverting: z.int() }))
    .mutation(async ({ ctx, input }) => {
      const { federation, sightsOfRequest } = ctx.wiring;
      const sight = await sightsOfRequest.of(ctx.actor.rights, 'federation.revert');
      const viewer = { ...(await viewerOf(federation, ctx.actor)), sight };
      return { reverting: (await revertDrift(federation, requestOf(ctx), viewer, input.ids)).length };
    }),
  accept: sightProcedure('federation.accept', AcceptInput)
    .output(AcceptedText)
    .mutation(({ ctx, input }) => proposeAcceptance(ctx.wiring.federation, ctx.actor, input)),
  driftRules: sightProcedure('federation.driftRules', ByName)
    .output(z.array(DriftRule))
    .query(({ ctx, input }) => listDriftRules(ctx.wiring.federation, ctx.actor, input.name)),
  ignore: sightProcedure('federation.ignore', DriftRuleInput)
    .output(Made)
    .mutation(async ({ ctx, input }) => ({ id: await ignoreDrift(ctx.wiring.federation, requestOf(ctx), input) })),
  unignore: sightProcedure('federation.unignore', z.strictObject({ id: z.uuid() }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await unignoreDrift(ctx.wiring.federation, requestOf(ctx), input.id);
      return DONE;
    }),
});
