import { dig, digList, digText, isObject, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { recordEvent, type World, withCondition } from '~/server/simulator/controllers/world';
import { hash } from '~/server/simulator/random';

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
    writeStatus(world, pod, waiting(pod, 'ContainerCreating'));
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
  if (!pod || pod.metadata.deletionTimestamp || dig(pod, 'status', 'phase') !== 'Pending') return;
  if (world.silentNodes.has(digText(pod, 'spec', 'nodeName') ?? '')) return;
  const broken = digList(pod, 'spec', 'containers')
    .map((container) => String(container['image']))
    .find(isBrokenImage);
  if (broken !== undefined) {
    failPull(world, pod, broken);
    return;
  }
  writeStatus(world, pod, running(world, pod));
  recordEvent(
    world,
    { object: pod, ...POD },
    { type: 'Normal', reason: 'Started', message: 'Started container', component: 'kubelet' },
  );
}

/** Images that no registry of the fleet has: of the host `registry.invalid`, or with a tag that says so. */
const isBrokenImage = (image: string) =>
  image.startsWith('registry.invalid/') || /:[^/]*(broken|missing|typo)[^/]*$/.test(image);

function failPull(world: World, pod: KubeObject, image: string): void {
  const isFirst =
    digText(digList(pod, 'status', 'containerStatuses')[0], 'state', 'waiting', 'reason') === 'ContainerCreating';
  const pulled = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  const message = isFirst ? `rpc error: code = NotFound desc = ${pulled}` : `Back-off pulling image "${image}"`;
  writeStatus(world, pod, waiting(pod, isFirst ? 'ErrImagePull' : 'ImagePullBackOff', message));
  const told = isFirst ? `Failed to pull image "${image}": ${message}` : `Back-off pulling image "${image}"`;
  recordEvent(
    world,
    { object: pod, ...POD },
    {
      type: isFirst ? 'Warning' : 'Normal',
      reason: isFirst ? 'Failed' : 'BackOff',
      message: told,
      component: 'kubelet',
    },
  );
  world.enqueue('start-pod', pod.metadata.namespace ?? '', pod.metadata.name, isFirst ? 15_000 : 300_000);
}

type Running = { phase: string; isReady: boolean; address?: string; states: { [field: string]: unknown }[] };

function waiting(pod: KubeObject, reason: string, message?: string): Running {
  const state = { waiting: { reason, ...(message ? { message } : {}) } };
  return { phase: 'Pending', isReady: false, states: digList(pod, 'spec', 'containers').map(() => state) };
}

function running(world: World, pod: KubeObject): Running {
  const startedAt = timestamp(world.now());
  const node = hash(digText(pod, 'spec', 'nodeName') ?? '');
  const host = hash(pod.metadata.uid ?? pod.metadata.name);
  const address = `10.${64 + (node % 64)}.${(host >> 8) & 255}.${1 + (host % 254)}`;
  return {
    phase: 'Running',
    isReady: true,
    address,
    states: digList(pod, 'spec', 'containers').map(() => ({ running: { startedAt } })),
  };
}

function writeStatus(world: World, { metadata }: KubeObject, { phase, isReady, address, states }: Running): void {
  const now = timestamp(world.now());
  const { name, namespace } = metadata;
  world.objects.change({ apiVersion: 'v1', plural: 'pods', name, namespace }, (pod) => {
    const status = isObject(pod['status']) ? pod['status'] : {};
    const containers = digList(pod, 'spec', 'containers');
    const why = isReady
      ? {}
      : {
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${containers.map((one) => one['name']).join(' ')}]`,
        };
    const set = (list: unknown, type: string, ready: boolean) =>
      withCondition(list, { type, status: ready ? 'True' : 'False', ...(type === 'Initialized' ? {} : why) }, now);
    pod['status'] = {
      ...status,
      phase,
      conditions: set(
        set(set(status['conditions'], 'Initialized', true), 'Ready', isReady),
        'ContainersReady',
        isReady,
      ),
      ...(address ? { podIP: address, podIPs: [{ ip: address }] } : {}),
      startTime: status['startTime'] ?? now,
      containerStatuses: containers.map((container, index) => ({
        name: container['name'],
        state: states[index],
        lastState: {},
        ready: isReady,
        restartCount: 0,
        image: container['image'],
        imageID: isReady
          ? `${String(container['image']).split(':')[0]}@sha256:${hash(String(container['image'])).toString(16).padStart(64, '0')}`
          : '',
        started: isReady,
      })),
    };
  });
}
