import { inject } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import type { ContractMember } from '~/server/kube/testing/contract/world';
import { startMember } from '~/server/simulator/member';
import { rbacContract } from './testing/rbac-contract';

rbacContract('a real control plane', async () => {
  const { kubeconfig, viewerToken } = inject('realMember');
  return contractMember('real', kubeconfig, viewerToken, async () => undefined);
});

for (const version of ['v1.34.1', 'v1.20.2']) {
  rbacContract(`a simulated member of ${version}`, async () => {
    const member = await startMember({ name: 'simulated', version });
    return contractMember('simulated', member.adminKubeconfig, member.tokens.viewer, () => member.close());
  });
}

function contractMember(name: string, kubeconfig: string, token: string, stop: () => Promise<void>): ContractMember {
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  const admin = { ...context.member, name };
  const viewer = { ...admin, credential: { kind: 'token', token: new Secret(token) } as const };
  return { admin, viewer, compact: async () => undefined, stop };
}
