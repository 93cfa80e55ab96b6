import { inject } from 'vitest';
import { systemClock } from '~/server/kernel/clock';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import type { Member } from '~/server/kube/member';
import { createLife } from '~/server/simulator/controllers/life';
import { startMember } from '~/server/simulator/member';
import { runningDrain } from './testing/running-drain';

const TICK_MS = 50;

function memberOf(kubeconfig: string): Member {
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  return { ...context.member, name: 'here' };
}

runningDrain('a node of a real control plane is drained', 'v1beta1', async () => ({
  member: memberOf(inject('runningMember').kubeconfig),
  stop: async () => {},
}));

for (const [version, budgets] of [
  ['v1.34.1', 'v1'],
  ['v1.20.2', 'v1beta1'],
] as const) {
  runningDrain(`a node of a simulated member of ${version} is drained`, budgets, async () => {
    const simulated = await startMember({ name: 'drained', version });
    for (const name of ['node-1', 'node-2', 'node-3']) {
      const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
      simulated.objects.put('v1', 'nodes', { metadata: { name }, status: { conditions } });
    }
    const life = createLife(simulated, { clock: systemClock, seed: 'drain', pace: { podStartMs: [200, 400] } });
    const ticking = setInterval(() => life.run(), TICK_MS);
    const stop = async () => {
      clearInterval(ticking);
      life.stop();
      await simulated.close();
    };
    return { member: memberOf(simulated.adminKubeconfig), stop };
  });
}
