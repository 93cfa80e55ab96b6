import { clusterFailureOf } from '~/server/kernel/failure';
import { applyPhase, PHASES } from './core/apply-phase';
import { judgeRefusal, type Refusal } from './core/judge-refusal';
import { type Delivery, placeOf, Superseded, workOn } from './delivery';
import { APPLICATION_LABEL, HUB_LABEL, type InventoryItem } from './model/inventory';

/** Takes objects away, or lets them stand as nobody's, in the opposite order of their phases. Answers what was refused. */
export async function removeObjects(delivery: Delivery, items: readonly InventoryItem[]): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const phase of PHASES.toReversed()) {
    const now = items.filter((item) => applyPhase(item) === phase);
    await workOn(now, refusals, (item) => removeObject(delivery, item));
  }
  return refusals;
}

async function removeObject(delivery: Delivery, item: InventoryItem): Promise<Refusal | undefined> {
  const { deliveries, fence, claim, told } = delivery;
  try {
    await (claim.removal === 'delete' ? deleteIt(delivery, item) : letGo(delivery, item)).catch(whenGone);
    const isWanted = await deliveries.forget(fence, claim, item);
    told?.forgot(delivery, item);
    if (!isWanted) throw new Superseded();
    return undefined;
  } catch (error) {
    if (error instanceof Superseded) throw error;
    return judgeRefusal(error, item);
  }
}

const deleteIt = ({ client, signal }: Delivery, item: InventoryItem) =>
  client.delete(item, placeOf(item), { uid: item.uid, propagation: 'Background', signal });

/** It stays as it is, without the labels that say whose it was. */
async function letGo({ client, signal }: Delivery, item: InventoryItem): Promise<void> {
  const { labels = {}, uid } = (await client.get(item, placeOf(item), { signal })).metadata;
  const ours = [APPLICATION_LABEL, HUB_LABEL].filter((label) => label in labels);
  if (uid !== item.uid || ours.length === 0) return;
  const operations = [
    { op: 'test', path: '/metadata/uid', value: uid } as const,
    ...ours.map((label) => ({ op: 'remove', path: `/metadata/labels/${label.replaceAll('/', '~1')}` }) as const),
  ];
  await client.patch(item, placeOf(item), { kind: 'json', operations }, { signal });
}

/** It is gone already, or another of its name stands there: either way it is the application's no more. */
function whenGone(error: unknown): void {
  const failure = clusterFailureOf(error);
  const isGone = failure?.kind === 'cluster-refused' && (failure.status === 404 || failure.reason === 'Conflict');
  if (!isGone) throw error;
}
