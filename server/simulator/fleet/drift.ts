import { digObject } from '~/server/simulator/api/object';
import type { Random } from '~/server/simulator/random';
import { nodeObject } from './node-object';
import { planNodes, type RunningCluster, setImage } from './start-cluster';

const APPLICATION_LABEL = 'portolan.dev/team';

/** Somebody's kubectl: another image or another number of replicas in one application of one cluster. */
export function driftOnce(clusters: readonly RunningCluster[], random: Random): void {
  const { member } = random.pick(clusters.filter(({ plan }) => plan.role !== 'gateway'));
  const owned = member.objects
    .list('apps/v1', 'deployments')
    .filter(({ metadata }) => metadata.labels?.[APPLICATION_LABEL] !== undefined);
  if (owned.length === 0) return;
  const { name, namespace } = random.pick(owned).metadata;
  const isImage = random.next() < 0.4;
  member.objects.change(
    { apiVersion: 'apps/v1', plural: 'deployments', name, namespace },
    (deployment) => {
      if (isImage) {
        setImage(deployment, (image) => image.replace(/\d+$/, (patch) => String((Number(patch) + 1) % 30)));
        return;
      }
      const spec = digObject(deployment, 'spec') ?? {};
      const step = random.next() < 0.5 ? -1 : 1;
      const replicas = Math.min(12, Math.max(1, Number(spec['replicas'] ?? 1) + step));
      deployment['spec'] = { ...spec, replicas };
      deployment.metadata.generation = (deployment.metadata.generation ?? 0) + 1;
    },
    { manager: 'kubectl-edit' },
  );
}

/** A node comes or goes: the newest is taken away when the cluster has more than its plan, a new one joins otherwise. */
export function churnOnce(clusters: readonly RunningCluster[], random: Random, now: Date): void {
  const { plan, member } = random.pick(clusters.filter((cluster) => cluster.plan.role === 'workload'));
  const nodes = member.objects.list('v1', 'nodes');
  const newest = nodes.filter(({ metadata }) => metadata.name.includes('-auto-')).at(-1);
  if (newest && nodes.length > plan.nodes) {
    member.objects.delete('v1', 'nodes', newest.metadata.name);
    return;
  }
  const [template] = planNodes({ ...plan, nodes: 1 }, random, now);
  if (!template) return;
  member.objects.put(
    'v1',
    'nodes',
    nodeObject(random, { ...template, name: `${plan.name}-auto-${random.letters(4)}`, createdAt: now, now }),
  );
}
