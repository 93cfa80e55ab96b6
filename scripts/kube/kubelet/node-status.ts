import { type KubeObject, microTimestamp, timestamp } from '~/server/simulator/api/object';

export type NodePlace = { name: string; region: string; zone: string };

/** A node as its kubelet registers it. */
export const newNode = ({ name, region, zone }: NodePlace): KubeObject & { kind: string; apiVersion: string } => ({
  kind: 'Node',
  apiVersion: 'v1',
  metadata: {
    name,
    labels: {
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'topology.kubernetes.io/region': region,
      'topology.kubernetes.io/zone': zone,
    },
  },
});

/** The status that a healthy kubelet reports; `port` is where its own API listens. */
export function nodeStatus(version: string, port: number, now: Date): object {
  const at = timestamp(now);
  const condition = (type: string, status: string, reason: string) => ({
    ...{ type, status, reason, message: reason },
    ...{ lastHeartbeatTime: at, lastTransitionTime: at },
  });
  const amounts = { cpu: '16', memory: '64Gi', pods: '110' };
  return {
    capacity: amounts,
    allocatable: amounts,
    addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
    nodeInfo: {
      ...{ machineID: '0', systemUUID: '0', bootID: '0', kernelVersion: '6.6.52', osImage: 'stand-in' },
      ...{ containerRuntimeVersion: 'containerd://1.7.22', kubeletVersion: version, kubeProxyVersion: version },
      ...{ operatingSystem: 'linux', architecture: 'amd64' },
    },
    conditions: [
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
      condition('Ready', 'True', 'KubeletReady'),
    ],
  };
}

/** The lease by which a node is known to live. */
export const nodeLease = (name: string, now: Date): object => ({
  kind: 'Lease',
  apiVersion: 'coordination.k8s.io/v1',
  metadata: { name, namespace: 'kube-node-lease' },
  spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: microTimestamp(now) },
});
