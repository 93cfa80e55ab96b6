import { setTimeout as pause } from 'node:timers/promises';
import type { Proof } from '../proof';
import type { Violation } from './evidence';
import { gather } from './gather';
import { countResurrected, judge } from './ledger';
import { MEMBERS } from './places';
import { planSeed, type Seed } from './plan-seed';
import { plantFaults } from './plant-faults';
import { openStage, type Stage } from './stage';
import { type Struck, strike } from './strike';
import { workAt } from './work';

const SEEDS = 3;
const SETTLES_MS = 60_000;

type Counts = {
  saves: number;
  acknowledged: number;
  writes: number;
  resent: number;
  resurrected: number;
  longest_heal_ms: number;
};

/**
 * Replicas of the hub are killed, frozen and cut off from members and database while applications are saved, by schedules that the
 * seed decides: no acknowledged save is lost, nothing is written twice or by an older hand, and no write is without its record.
 */
export const proveChaos: Proof = async ({ seeds = SEEDS, seconds }) => {
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000;
  const stage = await openStage();
  try {
    const counts: Counts = { saves: 0, acknowledged: 0, writes: 0, resent: 0, resurrected: 0, longest_heal_ms: 0 };
    const struck: Struck = {};
    const calm = { ...planSeed(0), faults: [], applications: ['calm-a', 'calm-b'] };
    const violations = await playSeed(stage, calm, counts, {});
    const planted = plantFaults(await gather(stage.database.pool, stage.members, calm.applications, stage.saves));
    const first = Number(process.env['CHAOS_SEED'] ?? 1);
    let played = 0;
    for (let seed = first; seed < first + seeds && performance.now() < until; seed++, played++)
      violations.push(...(await playSeed(stage, planSeed(seed), counts, struck)));
    const fired = Object.values(struck).reduce((all, times) => all + times, 0);
    if (fired === 0) violations.push('no fault was in the way of any work');
    for (const [kind, times] of Object.entries(struck).toSorted()) console.log(`${String(times).padStart(6)}  ${kind}`);
    return { counts: { seeds: played, ...counts, faults_fired: fired, ...planted }, violations };
  } finally {
    await stage.close();
  }
};

/** Violations in sentences, each with what it takes to see it again. */
async function playSeed(stage: Stage, seed: Seed, counts: Counts, struck: Struck): Promise<string[]> {
  const began = Date.now();
  const noise = seed.random.fork('noise');
  const touching = setInterval(
    () => stage.members.touch(noise.pick(MEMBERS), (count) => noise.whole(0, count - 1)),
    TOUCH_MS,
  );
  const strikes = seed.faults.map(async (fault) => {
    await pause(fault.at);
    await strike(stage, fault, struck);
  });
  const place = { ...stage, database: stage.database.pool };
  await Promise.all([...strikes, ...seed.applications.map((name) => workAt(place, name, seed.random.fork(name)))]);
  clearInterval(touching);
  // what lasts longer than the work ends by itself
  await pause(Math.max(0, ...seed.faults.map(({ at, forMs, delayMs }) => at + forMs + delayMs)) - (Date.now() - began));
  const healed = Date.now();
  const crashes = await stage.heal();
  const look = () => gather(stage.database.pool, stage.members, seed.applications, stage.saves);
  let [evidence, found] = [await look(), [] as Violation[]];
  do {
    await pause(LOOK_MS);
    evidence = await look();
    found = judge(evidence);
  } while (found.some(({ kind }) => kind === 'lost') && Date.now() - healed < SETTLES_MS);
  const own = evidence.changes.filter(({ isForeign }) => !isForeign);
  counts.saves += evidence.saves.length;
  counts.acknowledged += evidence.saves.filter(({ told }) => told === 'acknowledged').length;
  counts.writes += own.length;
  counts.resent += own.filter(({ fence, type }) => fence !== undefined && type === 'MODIFIED').length;
  counts.resurrected += countResurrected(evidence);
  counts.longest_heal_ms = Math.max(counts.longest_heal_ms, Date.now() - healed);
  const sentences = [...found.map(({ kind, said }) => `${kind}: ${said}`), ...crashes];
  console.log(
    `seed ${seed.seed}: ${evidence.saves.length} saves, ${own.length} writes, settled ${Date.now() - healed} ms after the last fault, ${sentences.length} violations`,
  );
  for (const sentence of sentences) console.log(sentence);
  if (sentences.length > 0)
    console.log(
      JSON.stringify({
        seed: seed.seed,
        faults: seed.faults,
        changes: evidence.changes.map((one) => ({ ...one, at: one.at - began })),
        saves: evidence.saves.map(({ text: _, ...save }) => ({ ...save, at: save.at - began })),
      }),
    );
  return sentences.map((sentence) => `seed ${seed.seed} (CHAOS_SEED=${seed.seed}): ${sentence}`);
}

const TOUCH_MS = 150;
const LOOK_MS = 150;
