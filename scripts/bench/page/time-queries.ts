import { OWN_HEADER } from '~/server/api/gate';
import type { BenchHub } from '../programs';

const WARM_UP = 3;

/** Asks the questions in turn, round by round, through the door that browsers use; the times are whole answers. */
export async function timeQueries(hub: BenchHub, queries: Record<string, object>, rounds: number) {
  const times = Object.keys(queries).map((name) => ({ name, ms: [] as number[] }));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const { name, ms } of times) {
      const began = performance.now();
      await ask(hub, queries[name] ?? {});
      if (round >= 0) ms.push(performance.now() - began);
    }
  }
  return times;
}

async function ask({ origin, token }: BenchHub, input: object): Promise<void> {
  const query = encodeURIComponent(JSON.stringify({ offset: 0, limit: 100, ...input }));
  const answer = await fetch(`${origin}/api/trpc/clusters.listNodes?input=${query}`, {
    headers: { authorization: `Bearer ${token}`, [OWN_HEADER]: '1' },
  });
  const text = await answer.text();
  const { result } = JSON.parse(text) as { result?: { data: { rows: unknown[] } } };
  if (!result || result.data.rows.length === 0) throw new Error(`no page for ${JSON.stringify(input)}: ${text}`);
}
