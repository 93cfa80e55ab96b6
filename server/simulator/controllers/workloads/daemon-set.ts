import { dig, digObject, digText, type KubeObject } from '~/server/simulator/api/object';
import { createPod, endPod, isReady } from '~/server/simulator/controllers/pods/pods';
import { CONTROLLER_STATUS, ownedBy, type World } from '~/server/simulator/controllers/world';
import { hashLetters } from '~/server/simulator/random';
import { runsDaemon } from '~/server/simulator/scheduler/node-fit';

const KIND = { apiVersion: 'apps/v1', kind: 'DaemonSet' };
const HASH = 'controller-revision-hash';

/** A pod on every node that fits; one outdated pod is replaced at a time. */
export function reconcileDaemonSet(world: World, namespace: string, name: string): void {
  const set = world.objects.get('apps/v1', 'daemonsets', name, namespace);
  if (!set || set.metadata.deletionTimestamp) return;
  const template = digObject(set, 'spec', 'template') ?? {};
  const hash = hashLetters(JSON.stringify(template));
  const nodes = world.objects.list('v1', 'nodes').filter((node) => runsDaemon(node, { spec: template['spec'] }));
  const pods = ownedBy(world, 'v1', 'pods', set);
  const byNode = new Map(pods.map((pod) => [digText(pod, 'spec', 'nodeName') ?? '', pod]));
  for (const { metadata } of nodes) {
    if (byNode.has(metadata.name)) continue;
    createPod(
      world,
      { object: set, ...KIND },
      { name: `${name}-${world.random.letters(5)}`, labels: { [HASH]: hash }, nodeName: metadata.name },
    );
  }
  const wanted = new Set(nodes.map((node) => node.metadata.name));
  for (const [node, pod] of byNode) if (!wanted.has(node)) endPod(world, pod);
  const outdated = pods.find((pod) => pod.metadata.labels?.[HASH] !== hash);
  if (outdated && pods.length === nodes.length && pods.every((pod) => isReady(pod) || pod === outdated))
    endPod(world, outdated);
  writeStatus(world, set, { desired: nodes.length, hash });
}

function writeStatus(
  world: World,
  { metadata }: KubeObject,
  { desired, hash }: { desired: number; hash: string },
): void {
  const { name, namespace } = metadata;
  world.objects.change(
    { apiVersion: 'apps/v1', plural: 'daemonsets', name, namespace },
    (set) => {
      const pods = ownedBy(world, 'v1', 'pods', set);
      const ready = pods.filter(isReady).length;
      const updated = pods.filter((pod) => pod.metadata.labels?.[HASH] === hash).length;
      const counts = {
        updatedNumberScheduled: updated,
        numberAvailable: ready,
        numberUnavailable: Math.max(0, desired - ready),
      };
      set['status'] = {
        currentNumberScheduled: pods.length,
        numberMisscheduled: dig(set, 'status', 'numberMisscheduled') ?? 0,
        desiredNumberScheduled: desired,
        numberReady: ready,
        observedGeneration: set.metadata.generation,
        ...Object.fromEntries(Object.entries(counts).filter(([, value]) => value > 0)),
      };
    },
    CONTROLLER_STATUS,
  );
}
