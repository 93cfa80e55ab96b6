import { listNodes } from '../list-nodes';
import type { BenchHub } from '../programs';

const WARM_UP = 3;

/** Asks the questions in turn, round by round, through the door that browsers use; the times are whole answers. */
export async function timeQueries(hub: BenchHub, queries: Record<string, object>, rounds: number) {
  const times = Object.keys(queries).map((name) => ({ name, ms: [] as number[] }));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const { name, ms } of times) {
      const began = performance.now();
      const { rows } = await listNodes(hub, { limit: 100, ...queries[name] });
      if (rows.length === 0) throw new Error(`${name}: an empty page`);
      if (round >= 0) ms.push(performance.now() - began);
    }
  }
  return times;
}
