import { Secret } from '~/server/kernel/secret';
import { startMember } from '~/server/simulator/member';
import { parseKubeconfig } from './kubeconfig/parse-kubeconfig';
import type { ContractMember } from './testing/contract/world';
import { memberContract } from './testing/member-contract';

memberContract('a simulated member', startSimulated, ['apply-conflicts']);

async function startSimulated(): Promise<ContractMember> {
  const simulated = await startMember({ name: 'simulated' });
  const [context] = parseKubeconfig(simulated.adminKubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig of the simulator has no usable context');
  const admin = { ...context.member, name: 'simulated' };
  const viewer = { ...admin, credential: { kind: 'token', token: new Secret(simulated.tokens.viewer) } as const };
  return { admin, viewer, compact: async () => simulated.store.compact(), stop: () => simulated.close() };
}
