import { z } from 'zod';
import {
  editCluster,
  previewRemoval,
  removeCluster,
  requireCluster,
  rotateCredential,
  setClusterState,
} from '~/server/clusters/change-cluster';
import {
  ClusterByName,
  ClusterDetail,
  ClusterEdit,
  ClusterListInput,
  ClusterPage,
  ClusterState,
} from '~/server/clusters/model/cluster';
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
import { registerCluster } from '~/server/clusters/register-cluster';
import { testConnection } from '~/server/clusters/test-connection';
import { procedureFor, router } from '../trpc';
import { requestOf, withEventId } from './request';

const Done = z.object({ name: z.string() });
const Reason = z.string().max(500).default('');

export const clustersRouter = router({
  list: procedureFor('clusters.list')
    .input(ClusterListInput)
    .output(ClusterPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.clusters(input))),
  get: procedureFor('clusters.get')
    .input(ClusterByName)
    .output(ClusterDetail)
    .query(async ({ ctx, input }) => {
      await requireCluster(ctx.wiring.clusters, input.name);
      return ClusterDetail.parse(await ctx.wiring.lists.cluster(input.name));
    }),
  healthHistory: procedureFor('clusters.healthHistory')
    .input(ClusterByName.extend({ hours: z.int().min(1).max(720).default(24) }))
    .output(z.array(HealthSlot))
    .query(({ ctx, input }) => ctx.wiring.lists.healthHistory(input.name, input.hours)),

  listNodes: procedureFor('clusters.listNodes')
    .input(NodeListInput)
    .output(NodePage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.nodes(input))),
  listNamespaces: procedureFor('clusters.listNamespaces')
    .input(NamespaceListInput)
    .output(NamespacePage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.namespaces(input))),
  listWorkloads: procedureFor('clusters.listWorkloads')
    .input(WorkloadListInput)
    .output(WorkloadPage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.workloads(input))),
  listServices: procedureFor('clusters.listServices')
    .input(ServiceListInput)
    .output(ServicePage)
    .query(({ ctx, input }) => withEventId(ctx, () => ctx.wiring.lists.services(input))),
  podCounts: procedureFor('clusters.podCounts')
    .input(
      z.strictObject({
        cluster: ClusterNameText,
        namespace: z.string().max(253).optional(),
        workload: z.string().max(253).optional(),
      }),
    )
    .output(z.array(PodCountRow))
    .query(({ ctx, input }) => ctx.wiring.lists.podCounts(input.cluster, input.namespace, input.workload)),
  search: procedureFor('clusters.search')
    .input(SearchInput)
    .output(SearchAnswer)
    .query(async ({ ctx, input }) => {
      const [found, gaps] = await Promise.all([ctx.wiring.lists.search(input), ctx.wiring.lists.gaps()]);
      return { ...found, gaps };
    }),

  readKubeconfig: procedureFor('clusters.readKubeconfig')
    .input(KubeconfigText)
    .output(z.array(KubeconfigContext))
    .mutation(async ({ ctx, input }) => {
      const { contexts } = await ctx.wiring.clusters.members.readKubeconfig(input.text, 'text');
      return contexts;
    }),
  testConnection: procedureFor('clusters.testConnection')
    .input(z.strictObject({ name: ClusterNameText.optional(), access: Access }))
    .output(ConnectionReport)
    .mutation(async ({ ctx, input }) => {
      const named = input.name === undefined ? { access: input.access } : { name: input.name, access: input.access };
      return (await testConnection(ctx.wiring.clusters, named)).report;
    }),
  register: procedureFor('clusters.register')
    .input(Registration)
    .output(Done)
    .mutation(async ({ ctx, input }) => ({
      name: (await registerCluster(ctx.wiring.clusters, requestOf(ctx), input)).name,
    })),
  edit: procedureFor('clusters.edit')
    .input(ClusterByName.extend({ edit: ClusterEdit }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await editCluster(ctx.wiring.clusters, requestOf(ctx), input.name, input.edit);
      return { name: input.name };
    }),
  rotateCredential: procedureFor('clusters.rotateCredential')
    .input(ClusterByName.extend({ access: Access }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await rotateCredential(ctx.wiring.clusters, requestOf(ctx), input.name, input.access);
      return { name: input.name };
    }),
  setState: procedureFor('clusters.setState')
    .input(ClusterByName.extend({ state: ClusterState, reason: Reason }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await setClusterState(ctx.wiring.clusters, requestOf(ctx), input);
      return { name: input.name };
    }),
  previewRemoval: procedureFor('clusters.previewRemoval')
    .input(ClusterByName)
    .output(z.object({ leavesBehind: z.array(z.string()) }))
    .query(({ ctx, input }) => previewRemoval(ctx.wiring.clusters, input.name)),
  remove: procedureFor('clusters.remove')
    .input(ClusterByName.extend({ confirm: z.string().max(63) }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await removeCluster(ctx.wiring.clusters, requestOf(ctx), input);
      return { name: input.name };
    }),
});
