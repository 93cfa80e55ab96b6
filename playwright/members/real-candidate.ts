import { Agent, request } from 'undici';
import { startControlPlane } from '~/scripts/kube/start-control-plane';
import type { Candidate } from './candidate';

const DAYS_100_SECONDS = 8_640_000;
const NODES = ['real-node-1', 'real-node-2'];

/** Starts a real control plane with two ready nodes and a service account that administers it. The caller stops it. */
export async function startRealCandidate(): Promise<Candidate> {
  // without controllers: no kubelet renews these nodes, and nothing shall declare them dead while a journey looks
  const { url, adminToken, pki, stop } = await startControlPlane({ NO_KCM: '1' });
  const ca = await pki('ca.crt');
  const agent = new Agent({ connect: { ca } });
  const create = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
    const answer = await request(url + path, {
      method: 'POST',
      dispatcher: agent,
      headers,
      body: JSON.stringify(body),
    });
    if (answer.statusCode !== 201) throw new Error(`${path}: ${await answer.body.text()}`);
    return (await answer.body.json()) as { status: { token: string } };
  };
  for (const name of NODES) await create('/api/v1/nodes', readyNode(name));
  await create('/api/v1/namespaces/kube-system/serviceaccounts', { metadata: { name: 'portolan' } });
  await create('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    metadata: { name: 'portolan' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'portolan', namespace: 'kube-system' }],
  });
  const { status } = await create('/api/v1/namespaces/kube-system/serviceaccounts/portolan/token', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { audiences: ['https://kubernetes.default.svc'], expirationSeconds: DAYS_100_SECONDS },
  });
  await agent.close();
  const [certificate, key] = await Promise.all([pki('admin.crt'), pki('admin.key')]);
  return { url, ca, token: status.token, certificate, key, nodes: NODES, stop };
}

const readyNode = (name: string) => ({
  metadata: {
    name,
    labels: { 'topology.kubernetes.io/region': 'real-1', 'topology.kubernetes.io/zone': 'real-1a' },
  },
  status: {
    capacity: { cpu: '4', memory: '8Gi', pods: '110' },
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
    conditions: [
      { type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: new Date().toISOString() },
    ],
    nodeInfo: {
      kubeletVersion: 'v1.20.5',
      kernelVersion: '5.10',
      osImage: 'Debian',
      containerRuntimeVersion: 'containerd://1.4',
      operatingSystem: 'linux',
      architecture: 'amd64',
      machineID: name,
      systemUUID: name,
      bootID: name,
      kubeProxyVersion: 'v1.20.5',
    },
  },
});
