import { dig, digList, digNumber, digText, type KubeObject } from '~/server/simulator/api/object';
import { controllerOf, recordEvent, type World } from '~/server/simulator/controllers/world';
import { hash } from '~/server/simulator/random';
import { isCrashingImage } from '~/server/simulator/runtime/logs/program';
import {
  backoffSeconds,
  isBrokenImage,
  type PodState,
  podStatus,
  pullFailure,
} from '~/server/simulator/runtime/pod-status';

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** What the kubelet does with a pod on its node: pulls, starts, ends. A silent kubelet does nothing. */
export function runPod(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  const node = digText(pod, 'spec', 'nodeName');
  if (!pod || !node || world.silentNodes.has(node)) return;
  if (pod.metadata.deletionTimestamp) {
    world.enqueue('end-pod', namespace, name, 1000);
    return;
  }
  if (dig(pod, 'status', 'phase') !== 'Pending') return;
  if (world.isForgotten() && !dig(pod, 'status', 'containerStatuses')) startPod(world, namespace, name);
  else if (!dig(pod, 'status', 'containerStatuses')) {
    writeStatus(world, pod, { kind: 'waiting', reason: 'ContainerCreating' });
    world.enqueue('start-pod', namespace, name, world.random.whole(...world.pace.podStartMs));
  }
}

export function endPodOnNode(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  if (pod?.metadata.deletionTimestamp && !pod.metadata.finalizers?.length)
    world.objects.delete('v1', 'pods', name, namespace);
}

/** Starts the containers of a pod, or fails to pull an image that does not exist. */
export function startPod(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  if (!pod || pod.metadata.deletionTimestamp || !isToStart(pod)) return;
  if (world.silentNodes.has(digText(pod, 'spec', 'nodeName') ?? '')) return;
  const images = digList(pod, 'spec', 'containers').map((container) => String(container['image']));
  const broken = images.find(isBrokenImage);
  if (broken !== undefined) {
    failPull(world, pod, broken);
    return;
  }
  writeStatus(world, pod, { kind: 'running', address: addressOf(pod) });
  tell(world, pod, { type: 'Normal', reason: 'Started', message: 'Started container' });
  if (images.some(isCrashingImage)) world.enqueue('crash-pod', namespace, name, world.random.whole(...CRASH_AFTER_MS));
}

const CRASH_AFTER_MS: [number, number] = [1500, 4000];

const isToStart = (pod: KubeObject) =>
  dig(pod, 'status', 'phase') === 'Pending' || waitingReason(pod) === 'CrashLoopBackOff';

const waitingReason = (pod: KubeObject) =>
  digText(digList(pod, 'status', 'containerStatuses')[0], 'state', 'waiting', 'reason');

/** The program of a container ends with an error, and is started again after a while that grows. */
export function crashPod(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  const [container] = digList(pod, 'status', 'containerStatuses');
  if (!pod || !container || pod.metadata.deletionTimestamp || !dig(container, 'state', 'running')) return;
  const seconds = backoffSeconds(digNumber(container, 'restartCount') ?? 0);
  writeStatus(world, pod, { kind: 'crashed', exitCode: 1, backoffSeconds: seconds });
  tell(world, pod, { type: 'Warning', reason: 'BackOff', message: 'Back-off restarting failed container' });
  world.enqueue('start-pod', namespace, name, seconds * 1000);
}

function failPull(world: World, pod: KubeObject, image: string): void {
  const isFirst = waitingReason(pod) === 'ContainerCreating';
  const { reason, message } = pullFailure(image, isFirst);
  writeStatus(world, pod, { kind: 'waiting', reason, message });
  const told = isFirst ? `Failed to pull image "${image}": ${message}` : message;
  tell(world, pod, { type: isFirst ? 'Warning' : 'Normal', reason: isFirst ? 'Failed' : 'BackOff', message: told });
  world.enqueue('start-pod', pod.metadata.namespace ?? '', pod.metadata.name, isFirst ? 15_000 : 300_000);
}

/** Lets a pod of a job that runs come to its end after its time. */
export function finishPod(world: World, namespace: string, name: string): void {
  const pod = world.objects.get('v1', 'pods', name, namespace);
  const isRunning = digList(pod, 'status', 'containerStatuses').some((container) => dig(container, 'state', 'running'));
  if (!pod || !isRunning || pod.metadata.deletionTimestamp || controllerOf(pod)?.kind !== 'Job') return;
  writeStatus(world, pod, { kind: 'succeeded' });
}

const tell = (world: World, pod: KubeObject, event: { type: string; reason: string; message: string }) =>
  recordEvent(world, { object: pod, ...POD }, { ...event, component: 'kubelet' });

function addressOf(pod: KubeObject): string {
  const node = hash(digText(pod, 'spec', 'nodeName') ?? '');
  const host = hash(pod.metadata.uid ?? pod.metadata.name);
  return `10.${64 + (node % 64)}.${(host >> 8) & 255}.${1 + (host % 254)}`;
}

function writeStatus(world: World, { metadata: { name, namespace } }: KubeObject, state: PodState): void {
  world.objects.change({ apiVersion: 'v1', plural: 'pods', name, namespace }, (pod) => {
    pod['status'] = podStatus(pod, state, world.now());
  });
}
