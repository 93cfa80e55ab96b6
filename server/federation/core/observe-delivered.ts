import type { Json } from '~/server/kernel/json';
import type { FieldOwner } from '~/server/objects/model/view';
import type { DriftedField } from '../model/drift';
import type { InventoryItem } from '../model/inventory';
import { FIELD_MANAGER } from '../model/target';
import { attributeDrift, findDrift } from './find-drift';
import { isControllers } from './is-ignored';

/** The object itself is gone, or another bears its name: there is no field of which it could be said. */
const WHOLE = '';

export const goneDrift = ({ uid }: InventoryItem): DriftedField => ({
  path: WHOLE,
  wanted: uid,
  found: null,
  by: undefined,
});

/** What of a delivered object is not as it was applied, but for what controllers own. `live` is without a Secret's values. */
export function observeDelivered(
  item: InventoryItem,
  live: Json,
  uid: string,
  owners: readonly FieldOwner[],
): DriftedField[] {
  const drifted = attributeDrift(findDrift(item.applied, live), owners, FIELD_MANAGER).filter(
    (field) => !isControllers(field),
  );
  return uid === item.uid ? drifted : [{ path: WHOLE, wanted: item.uid, found: uid, by: undefined }, ...drifted];
}
