import { isObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Definitions, Schema } from '~/server/simulator/schema/schema';
import { createFieldSetBuilder, type FieldSet, type FieldSetBuilder, isEmptySet } from './field-set';
import { type Item, itemsOf } from './list-items';
import { fieldElement, type PathElement } from './path-element';
import { shapeOf } from './shape';

/** What changed from one state of an object to another. */
export type Comparison = { added: FieldSet; modified: FieldSet; removed: FieldSet };

export const isUnchanged = ({ added, modified, removed }: Comparison): boolean =>
  isEmptySet(added) && isEmptySet(modified) && isEmptySet(removed);

/** Compares two states path by path (`Compare` of structured-merge-diff). Absent is undefined; null is a value. */
export function compare(definitions: Definitions, schema: Schema, before: unknown, after: unknown): Comparison {
  const [added, modified, removed] = [createFieldSetBuilder(), createFieldSetBuilder(), createFieldSetBuilder()];
  visit({ definitions, added, modified, removed }, schema, before, after, []);
  return { added: added.build(), modified: modified.build(), removed: removed.build() };
}

type Walk = { definitions: Definitions } & Record<keyof Comparison, FieldSetBuilder>;
type Path = readonly PathElement[];

function visit(walk: Walk, schema: Schema, before: unknown, after: unknown, path: Path): void {
  if (before === after) return;
  const isDescended = descend(walk, schema, before, after, path);
  if (before === undefined) walk.added.insert(path);
  else if (after === undefined) walk.removed.insert(path);
  else if (!isDescended && !isSame(before, after)) walk.modified.insert(path);
}

/** False where both sides are one piece, or empty: then they are compared as they are. */
function descend(walk: Walk, schema: Schema, before: unknown, after: unknown, path: Path): boolean {
  if (isHollow(before) && isHollow(after)) return false;
  const shape = shapeOf(walk.definitions, schema, isHollow(after) ? before : after);
  if (shape.form === 'map') {
    const [old, next] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
    for (const field of new Set([...Object.keys(old), ...Object.keys(next)]))
      visit(walk, shape.fieldOf(field) ?? {}, old[field], next[field], [...path, fieldElement(field)]);
    return true;
  }
  if (shape.form !== 'list') return false;
  const pairs = paired(itemsOf(walk.definitions, shape, before), itemsOf(walk.definitions, shape, after));
  for (const [element, [one, other]] of pairs) visit(walk, shape.items, one, other, [...path, element]);
  return true;
}

/** Absent, null and empty hold nothing to descend into. */
const isHollow = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

function paired(left: readonly Item[], right: readonly Item[]): Map<PathElement, [one: unknown, other: unknown]> {
  const pairs = new Map<PathElement, [unknown, unknown]>();
  for (const { element, value } of left) pairs.set(element, [value, undefined]);
  for (const { element, value } of right) pairs.set(element, [pairs.get(element)?.[0], value]);
  return pairs;
}
