import type { Clock } from '~/server/kernel/clock';
import type { SimulatedMember } from '~/server/simulator/member';
import { createRandom } from '~/server/simulator/random';
import { churnOnce, driftOnce } from './drift';
import { planFleet } from './plan-fleet';
import { type RunningCluster, startCluster } from './start-cluster';
import { nextMood } from './trouble';

export type RunningFleet = { members: SimulatedMember[]; close(): Promise<void> };

/** How often something happens in the demo, in milliseconds. */
const TICK_MS = 200;
const DRIFT_EVERY_MS = 45_000;
const CHURN_EVERY_MS = 180_000;

/** Starts the demo fleet and keeps it alive until it is closed. `portBase` 0: free ports. */
export async function startFleet({
  seed,
  clock,
  portBase,
}: {
  seed: string;
  clock: Clock;
  portBase: number;
}): Promise<RunningFleet> {
  const plans = planFleet(seed);
  const clusters = await Promise.all(
    plans.map((plan, index) => startCluster(plan, { seed, clock, port: portBase === 0 ? 0 : portBase + index })),
  );
  const random = createRandom(`${seed}/happenings`);
  const timers = [
    setInterval(() => runDue(clusters, clock), TICK_MS),
    setInterval(() => driftOnce(clusters, random), DRIFT_EVERY_MS),
    setInterval(() => churnOnce(clusters, random, clock.now()), CHURN_EVERY_MS),
  ];
  const moods = clusters
    .filter(({ plan }) => plan.trouble === 'flaky')
    .map(({ member }) => followMoods(member, createRandom(`${seed}/${member.name}/moods`)));
  return {
    members: clusters.map(({ member }) => member),
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const stop of moods) stop();
      for (const { life } of clusters) life.stop();
      await Promise.all(clusters.map(({ member }) => member.close()));
    },
  };
}

function runDue(clusters: readonly RunningCluster[], clock: Clock): void {
  const now = clock.now().getTime();
  for (const { life } of clusters) if ((life.nextAt() ?? Number.POSITIVE_INFINITY) <= now) life.run();
}

/** The first minute is a good one, so that the cluster can be registered. */
function followMoods(member: SimulatedMember, random: ReturnType<typeof createRandom>): () => void {
  let timer = setTimeout(step, 60_000);
  function step() {
    timer = setTimeout(step, nextMood(member, random));
  }
  return () => clearTimeout(timer);
}
