import { inject } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { memberContract } from '~/server/kube/testing/member-contract';

memberContract('a real control plane', async () => {
  const { kubeconfig, viewerToken, etcd } = inject('realMember');
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig of the control plane has no usable context');
  const admin = { ...context.member, name: 'real' };
  const viewer = { ...admin, credential: { kind: 'token', token: new Secret(viewerToken) } as const };
  return { admin, viewer, compact: () => compactEtcd(etcd), stop: async () => {} };
});

/** etcd's JSON gateway: https://etcd.io/docs/v3.4/dev-guide/api_grpc_gateway/ */
async function compactEtcd(etcd: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${etcd}/v3/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`etcd answers ${response.status}`);
    return response.json();
  };
  const { header } = await post('kv/range', { key: Buffer.from('/').toString('base64') });
  await post('kv/compaction', { revision: header.revision, physical: true });
}
