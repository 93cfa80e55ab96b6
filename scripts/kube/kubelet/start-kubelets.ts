import { digList, digObject, digText, type KubeObject } from '~/server/simulator/api/object';
import { podStatus } from '~/server/simulator/runtime/pod-status';
import { chooseNode } from '~/server/simulator/scheduler/choose-node';
import { isNodeReady } from '~/server/simulator/scheduler/node-fit';
import { type ApiAccess, type ApiClient, createApiClient } from './api-client';
import { startKubeletServer } from './kubelet-server';
import { type NodePlace, newNode, nodeLease, nodeStatus } from './node-status';
import { planPod } from './plan-pod';

/** Often enough that a pod is up within a second; asking anew each time cannot miss a change, as a watch could. */
const LOOK_EVERY_MS = 250;
const LEASE_EVERY_MS = 5000;

export type Kubelets = { stop(): Promise<void> };

/** Stands in for the scheduler and the kubelets of a real control plane: its pods come up, run, crash, finish and go. */
export async function startKubelets(
  access: ApiAccess,
  places: readonly NodePlace[],
  version: string,
): Promise<Kubelets> {
  const api = createApiClient(access);
  let pods = new Map<string, KubeObject>();
  const server = await startKubeletServer((namespace, name) => pods.get(`${namespace}/${name}`));
  for (const place of places) await api.send('POST', '/api/v1/nodes', newNode(place));
  let isStopping = false;
  let renewed = 0;
  const turn = async () => {
    if (Date.now() - renewed >= LEASE_EVERY_MS) {
      renewed = Date.now();
      for (const { name } of places) await beat(api, name, nodeStatus(version, server.port, new Date()));
    }
    const [nodes, all] = [await api.list('/api/v1/nodes'), await api.list('/api/v1/pods')];
    pods = new Map(all.map((pod) => [`${pod.metadata.namespace}/${pod.metadata.name}`, pod]));
    await bindAll(api, nodes, all);
    const own = new Set(places.map(({ name }) => name));
    for (const pod of all) if (own.has(digText(pod, 'spec', 'nodeName') ?? '')) await advance(api, pod, pods);
  };
  const loop = (async () => {
    while (!isStopping) {
      await turn().catch((error: unknown) => {
        if (!isStopping) console.error('kubelet stand-in:', error);
      });
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  const stop = async () => {
    isStopping = true;
    await loop;
    await server.close();
    await api.close();
  };
  await nodesAreReady(api, places);
  return { stop };
}

async function beat(api: ApiClient, name: string, status: object): Promise<void> {
  const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
  const lease = nodeLease(name, new Date());
  if (!(await api.send('PATCH', `${leases}/${name}`, lease))) await api.send('POST', leases, lease);
  await api.send('PATCH', `/api/v1/nodes/${name}/status`, { status });
}

/** Nodes take pods once the node controller has seen that they are ready. */
async function nodesAreReady(api: ApiClient, places: readonly NodePlace[]): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const nodes = await api.list('/api/v1/nodes');
    const ready = nodes.filter((node) => isNodeReady(node) && !JSON.stringify(node['spec']).includes('not-ready'));
    if (places.every(({ name }) => ready.some((node) => node.metadata.name === name))) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('the nodes of the kubelet stand-in are not ready');
}

async function bindAll(api: ApiClient, nodes: readonly KubeObject[], pods: readonly KubeObject[]): Promise<void> {
  const placed = [...pods];
  for (const pod of pods.filter((one) => !digText(one, 'spec', 'nodeName') && !one.metadata.deletionTimestamp)) {
    const choice = chooseNode(nodes, placed, pod);
    if (!choice.node) {
      await markUnschedulable(api, pod, choice.why);
      continue;
    }
    const { name, namespace } = pod.metadata;
    const target = { kind: 'Node', apiVersion: 'v1', name: choice.node.metadata.name };
    const binding = { kind: 'Binding', apiVersion: 'v1', metadata: { name, namespace }, target };
    if (await api.send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, binding))
      placed.push({ ...pod, spec: { ...digObject(pod, 'spec'), nodeName: choice.node.metadata.name } });
  }
}

/** Says once why a pod has no node. */
async function markUnschedulable(api: ApiClient, pod: KubeObject, message: string): Promise<void> {
  const known = digList(pod, 'status', 'conditions').find(({ type }) => type === 'PodScheduled');
  if (known?.['message'] === message) return;
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  const path = `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}/status`;
  await api.send('PATCH', path, { status: { conditions: [condition] } });
}

/** As with a kubelet, what runs is known here (`pods`) before the API server is told, so that who reads there finds it. */
async function advance(api: ApiClient, pod: KubeObject, pods: Map<string, KubeObject>): Promise<void> {
  const step = planPod(pod, new Date());
  if (!step) return;
  const { namespace, name } = pod.metadata;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  if (step.do === 'delete') {
    const preconditions = { uid: pod.metadata.uid };
    await api.send('DELETE', path, { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0, preconditions });
  } else {
    const status = podStatus(pod, step.state, new Date(), '127.0.0.1');
    pods.set(`${namespace}/${name}`, { ...pod, status });
    await api.send('PUT', `${path}/status`, { kind: 'Pod', apiVersion: 'v1', ...pod, status });
  }
}
