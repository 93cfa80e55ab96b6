import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { startMember } from '~/server/simulator/member';
import { gatewaysContract } from './testing/gateways-contract';

// the newest version that is simulated, and the oldest that is supported
for (const version of ['v1.34.1', 'v1.20.2']) {
  gatewaysContract(`gateways of a simulated member of ${version}`, async () => {
    const simulated = await startMember({ name: 'simulated', version });
    const [context] = parseKubeconfig(simulated.adminKubeconfig, new Date());
    if (!context?.ok) throw new Error('the kubeconfig of the simulator has no usable context');
    return { member: { ...context.member, name: 'here' }, stop: () => simulated.close() };
  });
}
