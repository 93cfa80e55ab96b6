import type { Clock } from '~/server/kernel/clock';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createRandom } from '~/server/simulator/random';
import { nodeObject } from './node-object';
import { REGIONS } from './regions';
import type { RunningFleet } from './start-fleet';

export type BenchSize = { members: number; nodes: number; nodeBytes: number; changesPerSecond: number };

const CHANGED_AT = 'portolan.dev/changed-at';

/** Starts members that have only nodes, as many and as large as asked, and changes some of them every second. */
export async function startBenchFleet(
  options: BenchSize & { seed: string; clock: Clock; portBase: number },
): Promise<RunningFleet> {
  const { seed, clock, portBase, changesPerSecond } = options;
  const members: SimulatedMember[] = [];
  for (let index = 0; index < options.members; index++) {
    const name = `bench-${String(index + 1).padStart(3, '0')}`;
    const member = await startMember({ name, port: portBase === 0 ? 0 : portBase + index, clock });
    fill(member, index, options);
    members.push(member);
  }
  const stop = changesPerSecond > 0 ? changeNodes(members, { seed, clock, changesPerSecond }) : () => {};
  return {
    members,
    async close() {
      stop();
      await Promise.all(members.map((member) => member.close()));
    },
  };
}

function fill(
  member: SimulatedMember,
  index: number,
  { seed, nodes, nodeBytes, clock }: BenchSize & { seed: string; clock: Clock },
): void {
  const random = createRandom(`${seed}/${member.name}`);
  const region = REGIONS[index % REGIONS.length] ?? random.pick(REGIONS);
  const now = clock.now();
  for (let node = 0; node < nodes; node++) {
    member.objects.put(
      'v1',
      'nodes',
      nodeObject(random, {
        name: `${member.name}-n${String(node + 1).padStart(4, '0')}`,
        region: region.name,
        zone: region.zones[node % region.zones.length] ?? region.name,
        provider: region.provider,
        kubelet: region.version,
        role: 'worker',
        createdAt: new Date(now.getTime() - random.whole(1, 400) * 86_400_000),
        now,
        bytes: nodeBytes,
      }),
    );
  }
}

/** Spreads changes evenly over time and members; each carries the milliseconds at which it was made. */
function changeNodes(
  members: readonly SimulatedMember[],
  { seed, clock, changesPerSecond }: { seed: string; clock: Clock; changesPerSecond: number },
): () => void {
  const random = createRandom(`${seed}/changes`);
  const begin = clock.monotonic();
  let made = 0;
  const timer = setInterval(() => {
    const wanted = Math.floor(((clock.monotonic() - begin) / 1000) * changesPerSecond);
    for (; made < wanted; made++) {
      const member = members[made % members.length];
      const stored = member && random.pick(member.store.all('/nodes'));
      if (!stored) continue;
      member.objects.change({ apiVersion: 'v1', plural: 'nodes', name: stored.name }, ({ metadata }) => {
        const at = String(clock.now().getTime());
        metadata.annotations = { ...metadata.annotations, [CHANGED_AT]: at };
        // also as a label, which an inventory keeps
        metadata.labels = { ...metadata.labels, [CHANGED_AT]: at };
      });
    }
  }, 5);
  return () => clearInterval(timer);
}
