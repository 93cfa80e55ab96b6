import { isRefusedWith } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { KubeObject, Resource } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { Phase } from './core/apply-phase';
import { judgeRefusal, type Refusal } from './core/judge-refusal';
import type { Doubt, ObjectKey } from './model/inventory';
import type { Begun, Claim, DeliverDeps, Due } from './ports/deliveries';

/** One turn: a claim, the client of its author, and all that carries it out. */
export type Delivery = DeliverDeps & Due & { claim: Claim; client: MemberClient; signal: AbortSignal };

/** A newer revision is wanted, or another replica has the lease: what is left of this turn is not done. */
export class Superseded extends Error {}

/** Requests of one turn at a time. */
const AT_ONCE = 8;

/** Works on all items; what is refused is added to `refusals`. Begins nothing more once the member is away, or something is thrown. */
async function workOn<Item>(
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

/** The same phase by phase, in the order that is given; `after` ends a phase before the next one begins. */
export async function workByPhase<Item>(
  phases: readonly Phase[],
  itemsOf: (phase: Phase) => readonly Item[],
  work: (item: Item) => Promise<Refusal | undefined>,
  after?: (phase: Phase, items: readonly Item[]) => Promise<void>,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const phase of phases) {
    const items = itemsOf(phase);
    await workOn(items, refusals, work);
    await after?.(phase, items);
  }
  return refusals;
}

export const placeOf = ({ namespace, name }: { namespace: string; name: string }) =>
  namespace === '' ? { name } : { name, namespace };

/** What stands there now; undefined where nothing does. */
export async function look(
  { client, signal }: Delivery,
  kind: Resource,
  key: ObjectKey,
): Promise<KubeObject | undefined> {
  try {
    return await client.get(kind, placeOf(key), { signal });
  } catch (error) {
    if (isRefusedWith(error, 404)) return undefined;
    throw error;
  }
}

/** A process that was frozen for so long while it began a write does not send it: nobody waits for it any more. */
const BEGUN_WITHIN_MS = 60_000;

/** Throws where the turn is over: what stands there was read before, so that whoever comes after us has not written since. */
export async function begin({ deliveries, fence, claim }: Delivery, item: Begun): Promise<void> {
  const asked = performance.now();
  if (!(await deliveries.begin(fence, claim, item)) || performance.now() - asked > BEGUN_WITHIN_MS)
    throw new Superseded();
}

/** Somebody wrote since it was read, or another object has the name: 409, and of some versions 422. */
export const mayBeAnother = (error: unknown): boolean => isRefusedWith(error, 409, 422);

/** Whether two looks have seen the same. */
export const isSameVersion = (one: KubeObject | undefined, other: KubeObject | undefined): boolean =>
  one?.metadata.uid === other?.metadata.uid && one?.metadata.resourceVersion === other?.metadata.resourceVersion;

/** Those who write all the time, as controllers do to a status, are outrun in so many tries. */
export const TRIES = 5;

/** What was refused, and is in no doubt any more where the member has said so, or was not asked. */
export async function refusedBy(
  { deliveries, fence, claim }: Delivery,
  error: unknown,
  key: ObjectKey,
  doubt: Doubt | undefined,
): Promise<Refusal> {
  const refusal = judgeRefusal(error, key);
  // what is in doubt since an earlier turn stays so: that write may have come to be
  if (!refusal.isOpen && !doubt) await deliveries.refused(fence, claim, key);
  return refusal;
}
