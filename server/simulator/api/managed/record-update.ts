import {
  difference,
  EMPTY_SET,
  type FieldSet,
  isEmptySet,
  isSameSet,
  union,
} from '~/server/simulator/api/typed/field-set';
import { identityOf, type Manager, type Managers, type Owner } from './managers';
import { type ObjectType, takeFields } from './take-fields';
import { UNOWNED_FIELDS } from './unowned-fields';

/** Entries of updaters above this number are merged into one, oldest first. */
const MOST_UPDATERS = 10;
const ANCIENT = 'ancient-changes';

type Update = { writer: Manager; time: string; ignored?: FieldSet };

/**
 * The managers after an update (create, PUT, every patch but apply): the writer owns what it added or changed, and whoever
 * owned that or what is gone owns it no more. `before` is the empty object on create.
 */
export function recordUpdate(
  type: ObjectType,
  before: unknown,
  after: unknown,
  managers: Managers,
  { writer, time, ignored = EMPTY_SET }: Update,
): Managers {
  const { left, changes } = takeFields(type, before, after, managers, { writer: '', ignored });
  const taken = difference(difference(union(changes.modified, changes.added), changes.removed), UNOWNED_FIELDS);
  if (isEmptySet(taken)) return left;
  const id = identityOf(writer);
  const former = managers.get(id);
  const fields = union(taken, left.get(id)?.fields ?? EMPTY_SET);
  const isNew = former === undefined || !isSameSet(fields, former.fields);
  left.set(id, { ...writer, time: isNew ? time : former.time, fields });
  return capped(left);
}

function capped(managers: Map<string, Owner>): Managers {
  const updaters = [...managers].filter(([, { operation }]) => operation === 'Update').sort(byAge);
  let excess = updaters.length - MOST_UPDATERS;
  const first = new Map<string, string>();
  for (const [id, owner] of updaters) {
    if (excess <= 0) break;
    const known = first.get(owner.apiVersion);
    if (known === undefined) {
      first.set(owner.apiVersion, id);
      continue;
    }
    const bucket: Manager = { manager: ANCIENT, operation: 'Update', apiVersion: owner.apiVersion };
    const old = managers.get(identityOf(bucket)) ?? managers.get(known);
    managers.delete(known);
    managers.delete(id);
    managers.set(identityOf(bucket), {
      ...bucket,
      time: owner.time,
      fields: union(owner.fields, old?.fields ?? EMPTY_SET),
    });
    excess--;
  }
  return managers;
}

const byAge = ([oneId, one]: [string, Owner], [otherId, other]: [string, Owner]) =>
  (one.time ?? '') === (other.time ?? '') ? (oneId < otherId ? -1 : 1) : (one.time ?? '') < (other.time ?? '') ? -1 : 1;
