import type { KubeObject, ManagedFields } from '~/server/simulator/api/object';
import { timestamp } from '~/server/simulator/api/object';
import { createRandom, type Random } from '~/server/simulator/random';
import type { Provider } from './regions';

export type NodePlan = {
  name: string;
  region: string;
  zone: string;
  provider: Provider;
  kubelet: string;
  role: string;
  createdAt: Date;
  now: Date;
  labels?: Record<string, string>;
  taints?: { key: string; value?: string; effect: string }[];
  /** Pads the list of images until the object has about so many bytes. */
  bytes?: number;
};

type Size = { type: string; cpu: number; memoryGi: number };
const SIZES: Record<Provider, readonly Size[]> = {
  metal: [
    { type: 'metal.c2.xlarge', cpu: 64, memoryGi: 256 },
    { type: 'metal.m1.large', cpu: 32, memoryGi: 128 },
  ],
  openstack: [
    { type: 'g6.4xlarge', cpu: 16, memoryGi: 64 },
    { type: 'g6.8xlarge', cpu: 32, memoryGi: 128 },
  ],
  aws: [
    { type: 'm7i.4xlarge', cpu: 16, memoryGi: 64 },
    { type: 'c7g.4xlarge', cpu: 16, memoryGi: 32 },
  ],
  k3s: [{ type: 'edge-1u', cpu: 8, memoryGi: 32 }],
};

/** A node as a kubelet registers and reports it. */
export function nodeObject(random: Random, plan: NodePlan): KubeObject {
  const size = random.pick(SIZES[plan.provider]);
  const arch = size.type.startsWith('c7g') ? 'arm64' : 'amd64';
  const address = `10.${random.whole(0, 63)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
  const managedFields = managers(plan);
  const node: KubeObject = {
    metadata: {
      name: plan.name,
      uid: random.uid(),
      creationTimestamp: timestamp(plan.createdAt),
      labels: labelsOf(plan, size, arch),
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      managedFields,
    },
    spec: {
      podCIDR: `10.${64 + random.whole(0, 63)}.${random.whole(0, 255)}.0/24`,
      providerID: `${plan.provider}://${plan.zone}/${plan.name}`,
      ...(plan.taints ? { taints: plan.taints } : {}),
    },
    status: {
      capacity: resources(size, 0),
      allocatable: resources(size, 0.06),
      conditions: conditionsOf(plan),
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: plan.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(random, plan, arch),
      images: imagesOf(random, 6),
    },
  };
  return plan.bytes === undefined ? node : padded(random, node, plan.bytes);
}

function labelsOf(plan: NodePlan, size: Size, arch: string): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': arch,
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': arch,
    'kubernetes.io/hostname': plan.name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': size.type,
    [`node-role.kubernetes.io/${plan.role}`]: '',
    'topology.kubernetes.io/region': plan.region,
    'topology.kubernetes.io/zone': plan.zone,
    ...plan.labels,
  };
}

const resources = ({ cpu, memoryGi }: Size, reserved: number) => ({
  cpu: reserved > 0 ? `${Math.round(cpu * 1000 * (1 - reserved))}m` : String(cpu),
  'ephemeral-storage': '209702892Ki',
  'hugepages-1Gi': '0',
  'hugepages-2Mi': '0',
  memory: `${Math.round(memoryGi * 1024 * 1024 * (1 - reserved))}Ki`,
  pods: '110',
});

const PRESSURES: [type: string, reason: string, message: string][] = [
  ['MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
];

function conditionsOf({ createdAt, now }: NodePlan) {
  const times = { lastHeartbeatTime: timestamp(now), lastTransitionTime: timestamp(createdAt) };
  const fine = PRESSURES.map(([type, reason, message]) => ({ type, status: 'False', ...times, reason, message }));
  return [
    ...fine,
    { type: 'Ready', status: 'True', ...times, reason: 'KubeletReady', message: 'kubelet is posting ready status' },
  ];
}

const nodeInfo = (random: Random, { kubelet, provider }: NodePlan, architecture: string) => ({
  machineID: random.uid().replaceAll('-', ''),
  systemUUID: random.uid(),
  bootID: random.uid(),
  kernelVersion: provider === 'aws' ? '6.1.115-126.197.amzn2023.x86_64' : '6.8.0-49-generic',
  osImage: provider === 'aws' ? 'Amazon Linux 2023.6.20241121' : 'Ubuntu 24.04.1 LTS',
  containerRuntimeVersion: 'containerd://1.7.24',
  kubeletVersion: kubelet,
  kubeProxyVersion: kubelet,
  operatingSystem: 'linux',
  architecture,
});

const IMAGES = [
  'istio/proxyv2',
  'istio/pilot',
  'coredns/coredns',
  'prometheus/node-exporter',
  'metallb/speaker',
  'shop/frontend',
  'shop/catalog',
  'payments/api',
  'search/api',
  'ads/server',
  'data/clickstream',
  'library/redis',
];

/** Nodes of a fleet hold much the same images: each takes some of these, in a row. */
const POOL = ((random: Random) =>
  Array.from({ length: 200 }, () => {
    const repository = `registry.portolan-demo.example/${random.pick(IMAGES)}`;
    const digest = `${random.uid()}${random.uid()}`.replaceAll('-', '');
    const tag = `${random.whole(1, 9)}.${random.whole(0, 20)}.${random.whole(0, 9)}`;
    return {
      names: [`${repository}@sha256:${digest}`, `${repository}:${tag}`],
      sizeBytes: random.whole(5_000_000, 900_000_000),
    };
  }))(createRandom('images'));

function imagesOf(random: Random, count: number) {
  const first = random.whole(0, POOL.length - 1);
  return Array.from({ length: count }, (_, index) => POOL[(first + index) % POOL.length] ?? {});
}

function padded(random: Random, node: KubeObject, bytes: number): KubeObject {
  const status = node['status'] as { images: object[] };
  // An image takes about 220 bytes; a revision and its fields are still to come.
  const missing = bytes - JSON.stringify(node).length - 40;
  return {
    ...node,
    status: { ...status, images: [...status.images, ...imagesOf(random, Math.max(0, Math.round(missing / 220)))] },
  };
}

function managers({ createdAt, now }: NodePlan): ManagedFields[] {
  const entry = (
    manager: string,
    at: Date,
    fieldsV1: ManagedFields['fieldsV1'],
    subresource?: string,
  ): ManagedFields => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: timestamp(at),
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(subresource ? { subresource } : {}),
  });
  const condition = { 'f:lastHeartbeatTime': {} };
  const conditions = Object.fromEntries(
    ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map((type) => [`k:{"type":"${type}"}`, condition]),
  );
  return [
    entry('kubelet', createdAt, {
      'f:metadata': {
        'f:annotations': { '.': {}, 'f:volumes.kubernetes.io/controller-managed-attach-detach': {} },
        'f:labels': {
          '.': {},
          'f:kubernetes.io/arch': {},
          'f:kubernetes.io/hostname': {},
          'f:kubernetes.io/os': {},
          'f:topology.kubernetes.io/region': {},
          'f:topology.kubernetes.io/zone': {},
        },
      },
      'f:spec': { 'f:providerID': {} },
    }),
    entry('kube-controller-manager', createdAt, {
      'f:metadata': { 'f:annotations': { 'f:node.alpha.kubernetes.io/ttl': {} } },
      'f:spec': { 'f:podCIDR': {} },
    }),
    entry('kubelet', now, { 'f:status': { 'f:conditions': conditions, 'f:images': {} } }, 'status'),
  ];
}
