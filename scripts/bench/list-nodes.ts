import type { z } from 'zod';
import { OWN_HEADER } from '~/server/api/gate';
import type { NodePage } from '~/server/clusters/model/inventory';
import type { BenchHub } from './programs';

/** A page of nodes through the door that browsers use. */
export async function listNodes({ origin, token }: BenchHub, input: object): Promise<z.infer<typeof NodePage>> {
  const query = encodeURIComponent(JSON.stringify({ offset: 0, limit: 500, ...input }));
  const answer = await fetch(`${origin}/api/trpc/clusters.listNodes?input=${query}`, {
    headers: { authorization: `Bearer ${token}`, [OWN_HEADER]: '1' },
  });
  const text = await answer.text();
  const { result } = JSON.parse(text) as { result?: { data: z.infer<typeof NodePage> } };
  if (!result) throw new Error(`no page for ${JSON.stringify(input)}: ${text}`);
  return result.data;
}
