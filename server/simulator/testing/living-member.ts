import { systemClock } from '~/server/kernel/clock';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import type { Member } from '~/server/kube/member';
import { createLife } from '~/server/simulator/controllers/life';
import { startMember } from '~/server/simulator/member';

const TICK_MS = 50;

/** A simulated member whose controllers run, known to its caller as `here`; `seed` decides what they choose. */
export async function startLivingMember(
  version: string,
  seed: string,
): Promise<{ member: Member; stop(): Promise<void> }> {
  const simulated = await startMember({ name: 'simulated', version });
  const life = createLife(simulated, { clock: systemClock, seed });
  const ticking = setInterval(() => life.run(), TICK_MS);
  const [context] = parseKubeconfig(simulated.adminKubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig of the simulator has no usable context');
  const stop = async () => {
    clearInterval(ticking);
    life.stop();
    await simulated.close();
  };
  return { member: { ...context.member, name: 'here' }, stop };
}
