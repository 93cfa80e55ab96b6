import { systemClock } from '~/server/kernel/clock';
import type { Member } from '~/server/kube/member';
import { memberHere } from '~/server/kube/testing/member-here';
import { createLife } from '~/server/simulator/controllers/life';
import { startMember } from '~/server/simulator/member';

const TICK_MS = 50;

/** `nodes`: how many are ready, as `node-1`, `node-2`, …; `podStartMs`: how long pods take to run, at least and at most. */
type Living = { nodes?: number; podStartMs?: [number, number] };

/** A simulated member whose controllers run, known to its caller as `here`; `seed` decides what they choose. */
export async function startLivingMember(
  version: string,
  seed: string,
  { nodes = 0, podStartMs }: Living = {},
): Promise<{ member: Member; kubeconfig: string; stop(): Promise<void> }> {
  const simulated = await startMember({ name: 'simulated', version });
  for (let count = 1; count <= nodes; count++) {
    const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
    simulated.objects.put('v1', 'nodes', { metadata: { name: `node-${count}` }, status: { conditions } });
  }
  const life = createLife(simulated, { clock: systemClock, seed, ...(podStartMs && { pace: { podStartMs } }) });
  const ticking = setInterval(() => life.run(), TICK_MS);
  const stop = async () => {
    clearInterval(ticking);
    life.stop();
    await simulated.close();
  };
  const { adminKubeconfig: kubeconfig } = simulated;
  return { member: memberHere(kubeconfig), kubeconfig, stop };
}
