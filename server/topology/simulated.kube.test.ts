import { systemClock } from '~/server/kernel/clock';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { createLife } from '~/server/simulator/controllers/life';
import { startMember } from '~/server/simulator/member';
import { gatewaysContract } from './testing/gateways-contract';

const TICK_MS = 50;

// the newest version that is simulated, and the oldest that is supported
for (const version of ['v1.34.1', 'v1.20.2']) {
  gatewaysContract(`gateways of a simulated member of ${version}`, async () => {
    const simulated = await startMember({ name: 'simulated', version });
    const life = createLife(simulated, { clock: systemClock, seed: 'gateways' });
    const ticking = setInterval(() => life.run(), TICK_MS);
    const [context] = parseKubeconfig(simulated.adminKubeconfig, new Date());
    if (!context?.ok) throw new Error('the kubeconfig of the simulator has no usable context');
    const stop = async () => {
      clearInterval(ticking);
      life.stop();
      await simulated.close();
    };
    return { member: { ...context.member, name: 'here' }, stop };
  });
}
