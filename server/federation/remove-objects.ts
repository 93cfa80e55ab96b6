import { isRefusedWith } from '~/server/kernel/failure';
import type { KubeObject } from '~/server/kube/member';
import type { JsonPatchOperation } from '~/server/kube/member-client';
import { applyPhase, PHASES } from './core/apply-phase';
import type { Refusal } from './core/judge-refusal';
import { judgeStanding } from './core/judge-standing';
import type { Removal } from './core/plan-delivery';
import {
  begin,
  type Delivery,
  isSameVersion,
  look,
  mayBeAnother,
  placeOf,
  refusedBy,
  Superseded,
  TRIES,
  workByPhase,
} from './delivery';
import { APPLICATION_LABEL, HUB_LABEL } from './model/inventory';

/** Takes objects away, or lets them stand as nobody's, in the opposite order of their phases. Answers what was refused. */
export const removeObjects = (delivery: Delivery, items: readonly Removal[]): Promise<Refusal[]> =>
  workByPhase(
    PHASES.toReversed(),
    (phase) => items.filter((item) => applyPhase(item) === phase),
    (item) => removeObject(delivery, item),
  );

async function removeObject(delivery: Delivery, item: Removal): Promise<Refusal | undefined> {
  const { deliveries, fence, claim, told } = delivery;
  try {
    await takeAway(delivery, item);
    const isWanted = await deliveries.forget(fence, claim, item);
    told?.forgot(delivery, item);
    if (!isWanted) throw new Superseded();
    return undefined;
  } catch (error) {
    if (error instanceof Superseded) throw error;
    return refusedBy(delivery, error, item, item.doubt);
  }
}

/** Each try holds for the version that was seen alone; what is gone already, or is another's since, is left alone. */
async function takeAway(delivery: Delivery, item: Removal): Promise<void> {
  const remove = delivery.claim.removal === 'delete' ? deleteIt : letGo;
  let stands = await look(delivery, item, item);
  for (let left = TRIES; stands && isOurs(delivery, item, stands); left--) {
    await begin(delivery, { ...served(item), creates: false });
    try {
      return await remove(delivery, item, stands);
    } catch (error) {
      if (left === 0 || !(mayBeAnother(error) || isRefusedWith(error, 404))) throw error;
      const now = await look(delivery, item, item);
      if (isSameVersion(stands, now)) throw error;
      stands = now;
    }
  }
}

const served = ({ known: _known, doubt: _doubt, ...item }: Removal) => item;

/** By its uid; where a write is in doubt, the object may be of that one, and then it is told by its labels. */
function isOurs({ claim, hub }: Delivery, { known, doubt }: Removal, { metadata }: KubeObject): boolean {
  if (known && metadata.uid === known.uid) return true;
  return doubt !== undefined && judgeStanding(metadata.labels, claim.application, hub) === 'ours';
}

const deleteIt = ({ client, signal }: Delivery, item: Removal, { metadata }: KubeObject) =>
  client.delete(item, placeOf(item), { ...versionOf(metadata), propagation: 'Background', signal });

/** It stays as it is, without the labels that say whose it was. */
async function letGo({ client, signal }: Delivery, item: Removal, { metadata }: KubeObject): Promise<void> {
  const ours = [APPLICATION_LABEL, HUB_LABEL].filter((label) => label in (metadata.labels ?? {}));
  if (ours.length === 0) return;
  const { uid, resourceVersion } = versionOf(metadata);
  const operations: JsonPatchOperation[] = [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
    ...ours.map((label) => ({ op: 'remove', path: `/metadata/labels/${label.replaceAll('/', '~1')}` }) as const),
  ];
  await client.patch(item, placeOf(item), { kind: 'json', operations }, { signal });
}

const versionOf = ({ uid = '', resourceVersion = '' }: KubeObject['metadata']) => ({ uid, resourceVersion });
