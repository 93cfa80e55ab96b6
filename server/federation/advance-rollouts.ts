import type { Clock } from '~/server/kernel/clock';
import { isSame } from '~/server/kernel/json';
import { advanceRollout, type Step } from './core/advance-rollout';
import type { LiveRollout, RolloutStore } from './ports/rollouts';

export type AdvanceDeps = {
  rollouts: Pick<RolloutStore, 'running' | 'step'>;
  clock: Pick<Clock, 'now'>;
  /** Something of an application is new in this cluster. */
  changed(cluster: string): void;
};

/** Looks at every rollout that runs once, and moves on those whose time has come. Any number of replicas may do so. */
export async function advanceRollouts({ rollouts, clock, changed }: AdvanceDeps): Promise<void> {
  for (const live of await rollouts.running()) {
    const now = clock.now();
    const step = advanceRollout(live.rollout, live.progress, now);
    if (isAsBefore(live, step)) continue;
    if (await rollouts.step(live, step, now)) for (const cluster of concerned(live, step)) changed(cluster);
  }
}

const isAsBefore = ({ waiting, rollout }: LiveRollout, step: Step): boolean =>
  step.do === 'wait' && isSame(waiting, step.waiting) && rollout.wellSince?.getTime() === step.wellSince?.getTime();

/** Where work may be due now; of any other step, one cluster is enough for whoever looks at the rollout. */
function concerned({ rollout }: LiveRollout, step: Step): string[] {
  if (step.do === 'open') return [...(rollout.waves[step.wave]?.clusters ?? [])];
  return rollout.waves.flatMap(({ clusters }) => clusters).slice(0, 1);
}
