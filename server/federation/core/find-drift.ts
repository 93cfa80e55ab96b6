import { isJson, type Json, joinPath } from '~/server/kernel/json';
import { parseQuantity } from '~/server/kernel/quantity';
import type { FieldOwner } from '~/server/objects/model/view';
import type { DriftedField } from '../model/drift';
import { findListKeys, keyTextOf } from './list-keys';

/** A key, a place in a list, or an entry that is told apart by its keys. */
type Step = string | number | { entry: unknown; keys: readonly string[] };
type Found = { steps: Step[]; wanted: unknown; found: unknown };

/** Where members and controllers write: no part of what is applied. */
const NOT_APPLIED = new Set(['status', 'managedFields', 'resourceVersion', 'uid', 'generation', 'creationTimestamp']);
/** Told by where an object was asked for: the objects of a list do not bear them. */
const IDENTITY = new Set(['apiVersion', 'kind']);
const QUANTITIES = new Set(['limits', 'requests', 'hard', 'capacity']);

/**
 * The fields of what was applied that are not so in the member any more. What others have added beside it is theirs, and a
 * value that the API server writes in another form (`1000m` for `1`) is the same.
 */
export function findDrift(applied: Json, live: Json): Found[] {
  const drifted: Found[] = [];
  compareMaps(applied, live, [], drifted);
  return drifted;
}

/** Each with who wrote it last, other than the hub itself: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers */
export function attributeDrift(drifted: readonly Found[], owners: readonly FieldOwner[], own: string): DriftedField[] {
  const others = owners.filter(({ manager }) => manager !== own);
  return drifted.map(({ steps, wanted, found }) => {
    const path = printPath(steps);
    const near = others.filter((owner) => isWithin(owner.path, path) || isWithin(path, owner.path));
    const last = near.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
    return { path, wanted, found, by: last && { manager: last.manager, operation: last.operation, at: last.at } };
  });
}

function compare(wanted: unknown, found: unknown, steps: Step[], drifted: Found[]): void {
  if (wanted === found) return;
  if (isJson(wanted) && isJson(found)) compareMaps(wanted, found, steps, drifted);
  else if (Array.isArray(wanted) && Array.isArray(found)) compareLists(wanted, found, steps, drifted);
  else if (!isSameValue(wanted, found, steps)) drifted.push({ steps: [...steps], wanted, found });
}

function compareMaps(wanted: Json, found: Json, steps: Step[], drifted: Found[]): void {
  for (const key of Object.keys(wanted)) {
    if (steps.length <= 1 && NOT_APPLIED.has(key)) continue;
    if (steps.length === 0 && IDENTITY.has(key)) continue;
    steps.push(key);
    compare(wanted[key], Object.hasOwn(found, key) ? found[key] : undefined, steps, drifted);
    steps.pop();
  }
}

/** Lists whose entries have keys are compared entry by entry, and what others added is theirs; other lists are one value. */
function compareLists(wanted: unknown[], found: unknown[], steps: Step[], drifted: Found[]): void {
  const within = (step: Step, one: unknown, other: unknown) => {
    steps.push(step);
    compare(one, other, steps, drifted);
    steps.pop();
  };
  const keys = haveNames(wanted, found) ? BY_NAME : findListKeys(wanted, found);
  if (!keys && wanted.length !== found.length) drifted.push({ steps: [...steps], wanted, found });
  else if (!keys) for (const [at, entry] of wanted.entries()) within(at, entry, found[at]);
  else if (keys === BY_NAME) for (const [at, entry] of wanted.entries()) within({ entry, keys }, entry, found[at]);
  else {
    const entries = new Map(found.map((entry) => [keyTextOf(entry, keys), entry]));
    for (const entry of wanted) within({ entry, keys }, entry, entries.get(keyTextOf(entry, keys)));
  }
}

const BY_NAME = ['name'] as const;

/** Whether the entries stand in their places by their names, which is so of nearly every list and is seen at once. */
const haveNames = (wanted: readonly unknown[], found: readonly unknown[]): boolean =>
  wanted.length > 0 &&
  wanted.every((entry, at) => {
    const other = found[at];
    return isJson(entry) && isJson(other) && typeof entry['name'] === 'string' && entry['name'] === other['name'];
  });

/** An empty value that the API server leaves out is no difference. */
function isSameValue(wanted: unknown, found: unknown, steps: readonly Step[]): boolean {
  if (found === undefined || found === null) return isEmpty(wanted);
  const holder = steps.at(-2);
  if (typeof holder !== 'string' || !QUANTITIES.has(holder)) return false;
  const [one, other] = [parseQuantity(String(wanted)), parseQuantity(String(found))];
  return one === other && !Number.isNaN(one);
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);

/** As people write it: `spec.containers[name=app].image`. */
export function printPath(steps: readonly Step[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'string') return joinPath(path, step);
    return `${path}[${typeof step === 'number' ? step : keyTextOf(step.entry, step.keys)}]`;
  }, '');
}

/** Whether a path is that of a field, or of something within it. */
export const isWithin = (path: string, outer: string): boolean =>
  path === outer || (path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '['));
