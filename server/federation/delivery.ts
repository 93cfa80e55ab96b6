import { inParallel } from '~/server/kernel/in-parallel';
import type { MemberClient } from '~/server/kube/member-client';
import type { Refusal } from './core/judge-refusal';
import type { Claim, DeliverDeps, Due } from './ports/deliveries';

/** One turn: a claim, the client of its author, and all that carries it out. */
export type Delivery = DeliverDeps & Due & { claim: Claim; client: MemberClient; signal: AbortSignal };

/** A newer revision is wanted, or another replica has the lease: what is left of this turn is not done. */
export class Superseded extends Error {}

/** Requests of one turn at a time. */
const AT_ONCE = 8;

/** Works on all items; what is refused is added. Begins nothing more once the member is away, or something is thrown. */
export async function workOn<Item>(
  items: readonly Item[],
  refusals: Refusal[],
  work: (item: Item) => Promise<Refusal | undefined>,
): Promise<void> {
  const thrown: unknown[] = [];
  await inParallel(AT_ONCE, items, async (item) => {
    if (thrown.length > 0 || refusals.some(({ isAway }) => isAway)) return;
    try {
      const refusal = await work(item);
      if (refusal) refusals.push(refusal);
    } catch (error) {
      thrown.push(error);
    }
  });
  if (thrown.length > 0) throw thrown[0];
}

export const placeOf = ({ namespace, name }: { namespace: string; name: string }) =>
  namespace === '' ? { name } : { name, namespace };
