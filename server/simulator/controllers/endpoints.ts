import { digList, digObject, digText, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { isOver, isReady } from './pods/pods';
import { CONTROLLER_MANAGER, ownerReference, type World } from './world';

const KIND = { apiVersion: 'v1', kind: 'Service' };

/** The addresses behind a service, as one EndpointSlice and one Endpoints object; load balancers get an address. */
export function reconcileService(world: World, namespace: string, name: string): void {
  const service = world.objects.get('v1', 'services', name, namespace);
  const selector = digObject(service, 'spec', 'selector');
  if (!service || service.metadata.deletionTimestamp || !selector) return;
  const pods = world.objects.list('v1', 'pods', namespace).filter((pod) => isBehind(pod, selector));
  writeSlice(world, service, pods);
  writeEndpoints(world, service, pods);
  if (digText(service, 'spec', 'type') === 'LoadBalancer') giveAddress(world, service);
}

function isBehind(pod: KubeObject, selector: { [label: string]: unknown }): boolean {
  const isSelected = Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value);
  return isSelected && !isOver(pod) && digText(pod, 'status', 'podIP') !== undefined;
}

function portsOf(service: KubeObject, pods: KubeObject[]) {
  return digList(service, 'spec', 'ports').map(({ name, port, targetPort, protocol }) => {
    const named = typeof targetPort === 'string' ? containerPort(pods[0], targetPort) : targetPort;
    return { ...(name ? { name } : { name: '' }), port: named ?? port, protocol };
  });
}

const containerPort = (pod: KubeObject | undefined, name: string) =>
  digList(pod, 'spec', 'containers')
    .flatMap((container) => digList(container, 'ports'))
    .find((port) => port['name'] === name)?.['containerPort'];

const reference = ({ metadata }: KubeObject) => ({
  kind: 'Pod',
  namespace: metadata.namespace,
  name: metadata.name,
  uid: metadata.uid,
});

function writeSlice(world: World, service: KubeObject, pods: KubeObject[]): void {
  const { name, namespace = '' } = service.metadata;
  const zoneOf = (node: string) =>
    world.objects.get('v1', 'nodes', node)?.metadata.labels?.['topology.kubernetes.io/zone'];
  const endpoints = pods.map((pod) => {
    const nodeName = digText(pod, 'spec', 'nodeName') ?? '';
    const zone = zoneOf(nodeName);
    const ready = isReady(pod);
    const conditions = { ready, serving: ready, terminating: pod.metadata.deletionTimestamp !== undefined };
    return {
      addresses: [digText(pod, 'status', 'podIP')],
      conditions,
      targetRef: reference(pod),
      nodeName,
      ...(zone ? { zone } : {}),
    };
  });
  const sliceName = `${name}-${(service.metadata.uid ?? '').slice(0, 5)}`;
  const content = { addressType: 'IPv4', endpoints, ports: portsOf(service, pods) };
  const at = { apiVersion: 'discovery.k8s.io/v1', plural: 'endpointslices', name: sliceName, namespace };
  const changed = world.objects.change(at, (draft) => void Object.assign(draft, content), CONTROLLER_MANAGER);
  if (changed) return;
  const labels = {
    ...service.metadata.labels,
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
    'kubernetes.io/service-name': name,
  };
  const metadata = {
    name: sliceName,
    generateName: `${name}-`,
    namespace,
    labels,
    ownerReferences: [ownerReference(KIND, service)],
  };
  world.objects.put(at.apiVersion, at.plural, { metadata, ...content }, CONTROLLER_MANAGER);
}

function writeEndpoints(world: World, service: KubeObject, pods: KubeObject[]): void {
  const { name, namespace = '', labels } = service.metadata;
  const addressOf = (pod: KubeObject) => ({
    ip: digText(pod, 'status', 'podIP'),
    nodeName: digText(pod, 'spec', 'nodeName'),
    targetRef: reference(pod),
  });
  const ready = pods.filter(isReady).map(addressOf);
  const waiting = pods.filter((pod) => !isReady(pod)).map(addressOf);
  const subset = {
    ...(ready.length > 0 ? { addresses: ready } : {}),
    ...(waiting.length > 0 ? { notReadyAddresses: waiting } : {}),
    ports: portsOf(service, pods),
  };
  const content = pods.length > 0 ? { subsets: [subset] } : {};
  const at = { apiVersion: 'v1', plural: 'endpoints', name, namespace };
  const changed = world.objects.change(at, (draft) => {
    delete draft['subsets'];
    Object.assign(draft, content);
  });
  if (!changed)
    world.objects.put('v1', 'endpoints', { metadata: { name, namespace, ...(labels ? { labels } : {}) }, ...content });
}

/** What MetalLB or a cloud does: an address for every load balancer, the same for the same service. */
function giveAddress(world: World, { metadata }: KubeObject): void {
  const { name, namespace } = metadata;
  const all = world.objects
    .list('v1', 'services')
    .filter((service) => digText(service, 'spec', 'type') === 'LoadBalancer');
  const taken = new Set(
    all.flatMap((service) => digList(service, 'status', 'loadBalancer', 'ingress').map(({ ip }) => ip)),
  );
  world.objects.change(
    { apiVersion: 'v1', plural: 'services', name, namespace },
    (draft) => {
      if (digList(draft, 'status', 'loadBalancer', 'ingress').length > 0) return;
      let host = 10;
      while (taken.has(`198.51.100.${host}`)) host++;
      draft['status'] = { loadBalancer: { ingress: [{ ip: `198.51.100.${host}` }] } };
    },
    { manager: 'controller', subresource: 'status', at: new Date(timestamp(world.now())) },
  );
}
