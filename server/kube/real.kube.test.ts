import { inject } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { compactEtcd } from '~/server/kube/testing/compact-etcd';
import { memberContract } from '~/server/kube/testing/member-contract';

memberContract('a real control plane', async () => {
  const { kubeconfig, viewerToken, etcd } = inject('realMember');
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig of the control plane has no usable context');
  const admin = { ...context.member, name: 'real' };
  const viewer = { ...admin, credential: { kind: 'token', token: new Secret(viewerToken) } as const };
  return { admin, viewer, compact: () => compactEtcd(etcd), stop: async () => {} };
});
