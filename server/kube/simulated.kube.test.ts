import { Secret } from '~/server/kernel/secret';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import type { ContractMember } from '~/server/kube/testing/contract/world';
import { memberContract } from '~/server/kube/testing/member-contract';
import { startMember } from '~/server/simulator/member';

// the newest version that is simulated, and the oldest that is supported
for (const version of ['v1.34.1', 'v1.20.2']) {
  memberContract(`a simulated member of ${version}`, () => startSimulated(version));
}

async function startSimulated(version: string): Promise<ContractMember> {
  const simulated = await startMember({ name: 'simulated', version });
  const [context] = parseKubeconfig(simulated.adminKubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig of the simulator has no usable context');
  const admin = { ...context.member, name: 'simulated' };
  const viewer = { ...admin, credential: { kind: 'token', token: new Secret(simulated.tokens.viewer) } as const };
  return { admin, viewer, compact: async () => simulated.store.compact(), stop: () => simulated.close() };
}
