import type { Clock } from '~/server/kernel/clock';
import { digList, digObject, isObject, microTimestamp, timestamp } from '~/server/simulator/api/object';
import { createLife, type Life } from '~/server/simulator/controllers/life';
import { loseNode } from '~/server/simulator/controllers/nodes/monitor-node';
import { withCondition } from '~/server/simulator/controllers/world';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createRandom, type Random } from '~/server/simulator/random';
import { APPLICATIONS } from './applications';
import { type NodePlan, nodeObject } from './node-object';
import type { ClusterPlan } from './plan-fleet';
import { PLATFORM } from './platform';
import { putApplication } from './workload-objects';

export type RunningCluster = { plan: ClusterPlan; member: SimulatedMember; life: Life };

const DAY_MS = 86_400_000;

/** Starts one cluster of the demo, full of workloads that have been running for days. */
export async function startCluster(
  plan: ClusterPlan,
  { seed, clock, port }: { seed: string; clock: Clock; port: number },
): Promise<RunningCluster> {
  const random = createRandom(`${seed}/${plan.name}`);
  const uids = random.fork('uids');
  const member = await startMember({ name: plan.name, version: plan.version, port, clock, newUid: () => uids.uid() });
  for (const name of ['kube-system', 'default']) {
    member.objects.change({ apiVersion: 'v1', plural: 'namespaces', name }, ({ metadata }) => {
      metadata.labels = { ...metadata.labels, 'portolan.dev/environment': plan.environment };
      metadata.creationTimestamp = timestamp(new Date(clock.now().getTime() - 400 * DAY_MS));
    });
  }
  const life = createLife(member, { clock, seed });
  for (const node of planNodes(plan, random.fork('nodes'), clock.now()))
    member.objects.put('v1', 'nodes', nodeObject(random, node));
  furnish({ plan, member, life }, random.fork('workloads'), clock.now());
  if (plan.trouble === 'nodes-down') loseNodes({ plan, member, life }, clock.now());
  return { plan, member, life };
}

/** The nodes of a cluster: most alike, a few older, dedicated, cordoned or short of memory. */
export function planNodes(plan: ClusterPlan, random: Random, now: Date): NodePlan[] {
  return Array.from({ length: plan.nodes }, (_, index) => {
    const isOld = random.next() < 0.12;
    const isForAds = plan.role === 'workload' && index >= plan.nodes - 3;
    return {
      name: `${plan.name}-${plan.role === 'edge' ? 'n' : 'w'}${String(index + 1).padStart(2, '0')}`,
      region: plan.region,
      zone: plan.zone,
      provider: plan.provider,
      kubelet: isOld ? olderKubelet(plan.version) : plan.version,
      role: plan.role === 'gateway' ? 'gateway' : 'worker',
      createdAt: new Date(now.getTime() - random.whole(20, 380) * DAY_MS),
      now,
      ...(isForAds
        ? {
            labels: { 'portolan.dev/dedicated': 'ads' },
            taints: [{ key: 'portolan.dev/dedicated', value: 'ads', effect: 'NoSchedule' }],
          }
        : {}),
    };
  });
}

/** A kubelet may be up to three minor versions behind its server. */
function olderKubelet(version: string): string {
  const [major, minor = '0', patch = '0'] = version.split('.');
  return `${major}.${Number(minor) - 1}.${Number.parseInt(patch, 10) > 6 ? 6 : 2}${version.includes('+') ? '+k3s1' : ''}`;
}

function furnish({ plan, member, life }: RunningCluster, random: Random, now: Date): void {
  const since = (days: number) => new Date(now.getTime() - days * DAY_MS - random.whole(0, DAY_MS));
  const begin = since(120);
  life.settle(begin, () => {
    for (const platform of PLATFORM.filter(({ on }) => on.includes(plan.role))) {
      putApplication(member, platform, platform.components, {
        namespace: platform.namespace,
        environment: plan.environment,
        createdAt: begin,
      });
    }
  });
  for (const application of plan.role === 'gateway' ? [] : APPLICATIONS) {
    const components = application.components.filter(({ edge }) => plan.role !== 'edge' || edge === true);
    if (components.length === 0) continue;
    const createdAt = since(random.whole(1, 30));
    const scale = plan.role === 'edge' ? 0.4 : 1;
    const namespace = application.name;
    life.settle(createdAt, () =>
      putApplication(member, application, components, { namespace, environment: plan.environment, createdAt, scale }),
    );
    if (!plan.zone.endsWith('1c') || plan.role === 'edge') continue;
    const staging = {
      namespace: `${namespace}-staging`,
      environment: 'staging',
      createdAt: since(random.whole(0, 6)),
      scale: 0.3,
    };
    life.settle(staging.createdAt, () => putApplication(member, application, components, staging));
  }
  wear(member, random, now);
}

/** Signs of use: a cordoned node here, one short of memory there. */
function wear(member: SimulatedMember, random: Random, now: Date): void {
  for (const { metadata } of member.objects.list('v1', 'nodes')) {
    const chance = random.next();
    if (chance > 0.035) continue;
    member.objects.change(
      { apiVersion: 'v1', plural: 'nodes', name: metadata.name },
      (node) => {
        if (chance < 0.018) node['spec'] = { ...digObject(node, 'spec'), unschedulable: true };
        else {
          const status = isObject(node['status']) ? node['status'] : {};
          const pressure = {
            type: 'MemoryPressure',
            status: 'True',
            reason: 'KubeletHasInsufficientMemory',
            message: 'kubelet has insufficient memory available',
          };
          node['status'] = {
            ...status,
            conditions: withCondition(
              status['conditions'],
              pressure,
              timestamp(new Date(now.getTime() - random.whole(5, 300) * 60_000)),
            ),
          };
        }
      },
      { manager: chance < 0.018 ? 'kubectl-cordon' : 'kubelet' },
    );
  }
}

/** A third of the nodes fell silent, and the last release of the checkout names an image that does not exist. */
function loseNodes({ member, life }: RunningCluster, now: Date): void {
  const lost = member.objects
    .list('v1', 'nodes')
    .filter((_, index) => index % 3 === 0)
    .map(({ metadata }) => metadata.name);
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  for (const name of lost) {
    life.world.silentNodes.add(name);
    const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime: microTimestamp(ago(38)) };
    member.objects.put('coordination.k8s.io/v1', 'leases', { metadata: { name, namespace: 'kube-node-lease' }, spec });
  }
  const lose = () => {
    for (const name of lost) loseNode(life.world, name);
  };
  life.settle(ago(37), lose);
  life.settle(ago(31), lose);
  const checkout = { apiVersion: 'apps/v1', plural: 'deployments', name: 'checkout', namespace: 'shop' };
  life.settle(ago(21), () => {
    member.objects.change(checkout, (deployment) => setImage(deployment, (image) => `${image}-broken`), {
      manager: 'argocd-controller',
    });
  });
}

/** Gives the first container another image. */
export function setImage(
  workload: { [field: string]: unknown; metadata: { generation?: number } },
  next: (image: string) => string,
): void {
  const [container] = digList(workload, 'spec', 'template', 'spec', 'containers');
  if (!container) return;
  container['image'] = next(String(container['image']));
  workload.metadata.generation = (workload.metadata.generation ?? 0) + 1;
}
