import { isUnchanged } from '~/server/simulator/api/typed/compare';
import {
  difference,
  EMPTY_SET,
  type FieldSet,
  intersection,
  isEmptySet,
  union,
  withoutBranches,
} from '~/server/simulator/api/typed/field-set';
import { mergeApplied } from '~/server/simulator/api/typed/merge-applied';
import { removeFields } from '~/server/simulator/api/typed/remove-fields';
import { toFieldSet } from '~/server/simulator/api/typed/to-field-set';
import { identityOf, isSameManagers, type Manager, type Managers, type Owner } from './managers';
import { type ObjectType, takeFields } from './take-fields';
import { UNOWNED_FIELDS } from './unowned-fields';

type Apply = { writer: Manager; time: string; force: boolean; ignored?: FieldSet };

/** What an apply comes to: the object and its managers, or the owners of fields that it may not change. */
export type Applied =
  | { ok: true; object: unknown; isChanged: boolean; managers: Managers }
  | { ok: false; disputed: Owner[] };

/**
 * Server-side apply: merges the configuration into the live object, takes away what this manager applied before and no
 * more, unless somebody else owns it, and records the ownership (`Updater.Apply` of structured-merge-diff).
 */
export function applyFields(
  type: ObjectType,
  live: unknown,
  configuration: unknown,
  managers: Managers,
  { writer, time, force, ignored = EMPTY_SET }: Apply,
): Applied {
  const { definitions, schema } = type;
  const id = identityOf(writer);
  const last = managers.get(id);
  const applied = withoutBranches(toFieldSet(definitions, schema, configuration), ignored);
  const claimed = new Map(managers).set(id, { ...writer, time: last?.time, fields: applied });
  const merged = mergeApplied(definitions, schema, live, configuration);
  const object = pruned(type, merged, claimed, last?.fields ?? EMPTY_SET);
  const { left, disputed, changes } = takeFields(type, live, object, claimed, { writer: id, ignored });
  if (disputed.length > 0 && !force) return { ok: false, disputed };
  const fields = difference(applied, UNOWNED_FIELDS);
  if (isEmptySet(fields)) left.delete(id);
  else left.set(id, { ...writer, time: last?.time, fields });
  const isChanged = !isUnchanged(changes);
  const own = left.get(id);
  if (own && (isChanged || !isSameManagers(left, managers))) left.set(id, { ...own, time });
  return { ok: true, object, isChanged, managers: left };
}

/** Removes what was applied last and is claimed by nobody now; items that still hold something of others stay. */
function pruned({ definitions, schema }: ObjectType, merged: unknown, managers: Managers, last: FieldSet): unknown {
  if (isEmptySet(last)) return merged;
  const without = (gone: FieldSet) => removeFields(definitions, schema, merged, gone);
  const all = toFieldSet(definitions, schema, merged);
  const managed = [...managers.values()].reduce((sum, { fields }) => union(sum, fields), EMPTY_SET);
  const first = toFieldSet(definitions, schema, without(last));
  const back = toFieldSet(definitions, schema, without(difference(all, union(first, managed))));
  return without(intersection(difference(all, back), last));
}
