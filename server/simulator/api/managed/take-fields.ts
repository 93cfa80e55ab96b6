import { type Comparison, compare } from '~/server/simulator/api/typed/compare';
import {
  difference,
  type FieldSet,
  intersection,
  isEmptySet,
  union,
  withoutBranches,
} from '~/server/simulator/api/typed/field-set';
import type { Definitions, Schema } from '~/server/simulator/schema/schema';
import type { Managers, Owner } from './managers';

/** The type of an object: what says how its fields are merged and owned. */
export type ObjectType = { definitions: Definitions; schema: Schema };

/**
 * What a change takes from everybody but the writer: owners of changed fields lose them, owned fields that are gone have
 * no owner. `disputed` names those who owned what was changed.
 */
export function takeFields(
  { definitions, schema }: ObjectType,
  before: unknown,
  after: unknown,
  managers: Managers,
  { writer, ignored }: { writer: string; ignored: FieldSet },
): { left: Map<string, Owner>; disputed: Owner[]; changes: Comparison } {
  const all = compare(definitions, schema, before, after);
  const changes = {
    added: withoutBranches(all.added, ignored),
    modified: withoutBranches(all.modified, ignored),
    removed: withoutBranches(all.removed, ignored),
  };
  const changed = union(changes.modified, changes.added);
  const left = new Map<string, Owner>();
  const disputed: Owner[] = [];
  for (const [id, owner] of managers) {
    if (id === writer) {
      left.set(id, owner);
      continue;
    }
    const conflicting = intersection(owner.fields, changed);
    if (!isEmptySet(conflicting)) disputed.push({ ...owner, fields: conflicting });
    const fields = difference(difference(owner.fields, conflicting), changes.removed);
    if (!isEmptySet(fields)) left.set(id, { ...owner, fields });
  }
  return { left, disputed, changes };
}
