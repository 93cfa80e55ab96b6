import { inject } from 'vitest';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { startMember } from '~/server/simulator/member';
import { tokenContract } from './testing/token-contract';

tokenContract('a real control plane', async () => {
  const { kubeconfig } = inject('realMember');
  return { admin: adminOf(kubeconfig), kubeconfig, stop: async () => undefined };
});

for (const version of ['v1.34.1', 'v1.20.2']) {
  tokenContract(`a simulated member of ${version}`, async () => {
    const member = await startMember({ name: 'simulated', version });
    const { adminKubeconfig: kubeconfig } = member;
    return { admin: adminOf(kubeconfig), kubeconfig, stop: () => member.close() };
  });
}

function adminOf(kubeconfig: string) {
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  return { ...context.member, name: 'member' };
}
