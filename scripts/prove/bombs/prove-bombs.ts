import { median } from '../../bench/measure';
import type { Proof } from '../proof';
import { type Bomb, bombs } from './bombs';
import { type Cost, startHubUnderTest, type Target } from './hub-under-test';
import { startCarelessServer } from './planted-fault';

const LIMITS = { ms: 200, stallMs: 50, rssMb: 32 };
const ROUNDS = 5;
const CLUSTER = 'bombed';
/** Long enough for what is kept for the next request to be let go. */
const SETTLE_MS = 15_000;

/** Small inputs that grow where they are read: each must be refused at once, hold nobody up and leave nothing behind. */
export const proveBombs: Proof = async () => {
  const all = bombs(CLUSTER);
  const careless = await startCarelessServer();
  const planted = await throwAll(careless, all.slice(0, 2), 1);
  await careless.stop();
  const hub = await startHubUnderTest(CLUSTER);
  try {
    const violations = await throwAll(hub, all, ROUNDS, SETTLE_MS);
    const counts = { bombs: all.length, rounds: ROUNDS, faults_planted: 4, faults_caught: kindsIn(planted) };
    return { counts, violations };
  } finally {
    await hub.stop();
  }
};

/** A careless server takes the bomb, takes long, stalls and keeps: each of the four must be told. */
const kindsIn = (violations: string[]): number =>
  ['was taken', 'ms to answer', 'stalled', 'MB more'].filter((kind) => violations.some((one) => one.includes(kind)))
    .length;

async function throwAll(target: Target, all: readonly Bomb[], rounds: number, settleMs = 0): Promise<string[]> {
  // what is compiled and opened once, and the heap that any request of such a size wants, is not the bombs'
  for (let round = 0; round < rounds; round++) for (const bomb of all) await target.send(bomb);
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const before = await target.rssMb();
  const violations: string[] = [];
  for (const bomb of all) {
    const costs: Cost[] = [];
    for (let round = 0; round < rounds; round++) costs.push(await target.send(bomb));
    violations.push(...judge(bomb, costs));
  }
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const more = (await target.rssMb()) - before;
  if (more > LIMITS.rssMb) violations.push(`after all bombs the process holds ${more.toFixed(0)} MB more`);
  return violations;
}

function judge({ name }: Bomb, costs: readonly Cost[]): string[] {
  const ms = median(costs.map((cost) => cost.ms));
  const stallMs = median(costs.map((cost) => cost.stallMs));
  const [first] = costs;
  const taken = costs.find((cost) => !isRefused(cost));
  console.log(`${name}: ${first?.status} in ${ms.toFixed(0)} ms, stall ${stallMs.toFixed(0)} ms`);
  return [
    ...(taken ? [`${name} was taken: ${taken.status} ${taken.body.slice(0, 200)}`] : []),
    ...(ms > LIMITS.ms ? [`${name} took ${ms.toFixed(0)} ms to answer`] : []),
    ...(stallMs > LIMITS.stallMs ? [`${name} stalled the process for ${stallMs.toFixed(0)} ms`] : []),
  ];
}

/** 4xx, a connection that was closed, or an answer that names the refusal of each document. */
function isRefused({ status, body }: Cost): boolean {
  if (status === 0 || (status >= 400 && status < 500)) return true;
  return status === 200 && /"refusal":\{"code":"(yaml|identity)"/.test(body);
}
