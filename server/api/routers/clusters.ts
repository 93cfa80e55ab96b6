import { z } from 'zod';
import { editCluster, requireCluster, rotateCredential, setClusterState } from '~/server/clusters/change-cluster';
import { forgetFirst, hastenRenewal } from '~/server/clusters/hasten-renewal';
import {
  ClusterByName,
  ClusterDetail,
  ClusterEdit,
  ClusterListInput,
  ClusterPage,
  ClusterState,
} from '~/server/clusters/model/cluster';
import { CredentialListInput, CredentialPage } from '~/server/clusters/model/credential';
import { HealthSlot } from '~/server/clusters/model/health';
import {
  NamespaceListInput,
  NamespacePage,
  NodeListInput,
  NodePage,
  PodCountRow,
  SearchAnswer,
  SearchInput,
  ServiceListInput,
  ServicePage,
  WorkloadListInput,
  WorkloadPage,
} from '~/server/clusters/model/inventory';
import { ClusterNameText } from '~/server/clusters/model/names';
import {
  Access,
  ConnectionReport,
  KubeconfigContext,
  KubeconfigText,
  Registration,
} from '~/server/clusters/model/registration';
import { Removal, RemovalPreview } from '~/server/clusters/model/removal';
import { registerCluster } from '~/server/clusters/register-cluster';
import { previewRemoval, removeCluster } from '~/server/clusters/remove-cluster';
import { testConnection } from '~/server/clusters/test-connection';
import { writeKubeconfig } from '~/server/gateway/members/core/write-kubeconfig';
import { KubeconfigInput, MemberRights, MemberRightsInput } from '~/server/gateway/rbac/model/member-rights';
import { seenOf } from '~/server/teams/core/in-sight';
import { fleetProcedure, router, sightProcedure, targetProcedure } from '../trpc';
import { agentProcedures } from './cluster-agents';
import { requestOf, withEventId } from './request';

const Done = z.object({ name: z.string() });
/** `confirm` repeats the name, for what cannot be taken back. */
const ConfirmedCluster = ClusterByName.extend({ confirm: z.string().max(63) });
const Reason = z.string().max(500).default('');

const someOf = ({ name }: { name: string }) => [{ cluster: name, some: true as const }];
const wholeOf = ({ name }: { name: string }) => [{ cluster: name }];

export const clustersRouter = router({
  ...agentProcedures,
  list: sightProcedure('clusters.list', ClusterListInput)
    .output(ClusterPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.clusters(ctx.sight, input))),
  get: targetProcedure('clusters.get', ClusterByName, someOf)
    .output(ClusterDetail)
    .query(async ({ ctx, input }) => {
      await requireCluster(ctx.wiring.clusters, input.name);
      return ClusterDetail.parse({
        ...(await ctx.wiring.lists.cluster(ctx.sight, input.name)),
        seen: seenOf(ctx.sight, input.name),
      });
    }),
  credentials: sightProcedure('clusters.credentials', CredentialListInput)
    .output(CredentialPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.credentials(ctx.sight, input))),
  healthHistory: targetProcedure(
    'clusters.healthHistory',
    ClusterByName.extend({ hours: z.int().min(1).max(720).default(24) }),
    someOf,
  )
    .output(z.array(HealthSlot))
    .query(({ ctx, input }) => ctx.wiring.lists.healthHistory(input.name, input.hours)),
  memberRights: sightProcedure('clusters.memberRights', MemberRightsInput)
    .output(z.array(MemberRights))
    .query(({ ctx, input }) => ctx.wiring.memberRights.list(ctx.sight, input.cluster)),
  kubeconfig: sightProcedure('clusters.kubeconfig', KubeconfigInput)
    .output(z.object({ text: z.string() }))
    .query(async ({ ctx, input }) => {
      const { memberRights, machines } = ctx.wiring;
      const seen = await memberRights.list(ctx.sight, undefined);
      const names = seen.map(({ cluster }) => cluster);
      return {
        text: writeKubeconfig(
          { server: machines.hub, authority: machines.certificateAuthority ?? undefined },
          names,
          input.exec,
        ),
      };
    }),

  listNodes: sightProcedure('clusters.listNodes', NodeListInput)
    .output(NodePage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.nodes(ctx.sight, input))),
  listNamespaces: sightProcedure('clusters.listNamespaces', NamespaceListInput)
    .output(NamespacePage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.namespaces(ctx.sight, input))),
  listWorkloads: sightProcedure('clusters.listWorkloads', WorkloadListInput)
    .output(WorkloadPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.workloads(ctx.sight, input))),
  listServices: sightProcedure('clusters.listServices', ServiceListInput)
    .output(ServicePage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.services(ctx.sight, input))),
  podCounts: sightProcedure(
    'clusters.podCounts',
    z.strictObject({
      cluster: ClusterNameText,
      namespace: z.string().max(253).optional(),
      workload: z.string().max(253).optional(),
    }),
  )
    .output(z.array(PodCountRow))
    .query(({ ctx, input }) => ctx.wiring.lists.podCounts(ctx.sight, input)),
  search: sightProcedure('clusters.search', SearchInput)
    .output(SearchAnswer)
    .query(async ({ ctx, input }) => {
      const [found, gaps] = await Promise.all([
        ctx.wiring.lists.search(ctx.sight, input),
        ctx.wiring.lists.gaps(ctx.sight),
      ]);
      return { ...found, gaps };
    }),

  readKubeconfig: fleetProcedure('clusters.readKubeconfig', KubeconfigText)
    .output(z.array(KubeconfigContext))
    .mutation(async ({ ctx, input }) => {
      const { contexts } = await ctx.wiring.clusters.members.readKubeconfig(input.text, 'text');
      return contexts;
    }),
  testConnection: fleetProcedure(
    'clusters.testConnection',
    z.strictObject({ name: ClusterNameText.optional(), access: Access }),
  )
    .output(ConnectionReport)
    .mutation(async ({ ctx, input }) => {
      const named = input.name === undefined ? { access: input.access } : { name: input.name, access: input.access };
      return (await testConnection(ctx.wiring.clusters, named)).report;
    }),
  register: fleetProcedure('clusters.register', Registration)
    .output(Done)
    .mutation(async ({ ctx, input }) => ({
      name: (await registerCluster(ctx.wiring.clusters, requestOf(ctx), input)).name,
    })),
  edit: targetProcedure('clusters.edit', ClusterByName.extend({ edit: ClusterEdit }), wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await editCluster(ctx.wiring.clusters, requestOf(ctx), input.name, input.edit);
      return { name: input.name };
    }),
  rotateCredential: targetProcedure('clusters.rotateCredential', ClusterByName.extend({ access: Access }), wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await rotateCredential(ctx.wiring.clusters, requestOf(ctx), input.name, input.access);
      return { name: input.name };
    }),
  hastenRenewal: targetProcedure('clusters.hastenRenewal', ClusterByName, wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await hastenRenewal(ctx.wiring.clusters, requestOf(ctx), input.name);
      return { name: input.name };
    }),
  forgetFirst: targetProcedure('clusters.forgetFirst', ConfirmedCluster, wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await forgetFirst(ctx.wiring.clusters, requestOf(ctx), input);
      return { name: input.name };
    }),
  setState: targetProcedure('clusters.setState', ClusterByName.extend({ state: ClusterState, reason: Reason }), wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await setClusterState(ctx.wiring.clusters, requestOf(ctx), input);
      return { name: input.name };
    }),
  previewRemoval: targetProcedure('clusters.previewRemoval', ClusterByName, wholeOf)
    .output(RemovalPreview)
    .query(({ ctx, input }) => previewRemoval(ctx.wiring.clusters, input.name)),
  remove: targetProcedure('clusters.remove', Removal, wholeOf)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await removeCluster(ctx.wiring.clusters, requestOf(ctx), input);
      return { name: input.name };
    }),
});
