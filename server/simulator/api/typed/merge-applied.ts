import { isObject, type JsonObject } from '~/server/simulator/api/object';
import type { Definitions, Schema } from '~/server/simulator/schema/schema';
import { itemsOf } from './list-items';
import type { PathElement } from './path-element';
import { type Shape, shapeOf } from './shape';

/** An object with what is applied merged in: nothing is removed, and where both say something the applied side wins. */
export function mergeApplied(definitions: Definitions, schema: Schema, live: unknown, applied: unknown): unknown {
  if (applied === undefined) return live;
  if (live === undefined) return applied;
  const shape = shapeOf(definitions, schema, applied);
  if (shape.form === 'map')
    return isObject(live) && !isEmpty(live) ? mergeFields(definitions, shape, live, applied) : applied;
  if (shape.form === 'list') return isEmpty(live) ? applied : mergeItems(definitions, shape, live, applied);
  return applied;
}

/** Null and empty maps and lists hold nothing that could be kept. */
const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

function mergeFields(
  definitions: Definitions,
  shape: Extract<Shape, { form: 'map' }>,
  live: JsonObject,
  applied: unknown,
): JsonObject {
  const merged: JsonObject = { ...live };
  for (const [field, value] of Object.entries(isObject(applied) ? applied : {}))
    merged[field] = mergeApplied(definitions, shape.fieldOf(field) ?? {}, live[field], value);
  return merged;
}

/** Items keep the order of the live list; new ones follow in the order in which they are applied. */
function mergeItems(
  definitions: Definitions,
  shape: Extract<Shape, { form: 'list' }>,
  live: unknown,
  applied: unknown,
): unknown[] {
  const wanted = new Map<PathElement, unknown>();
  for (const { element, value } of itemsOf(definitions, shape, applied)) wanted.set(element, value);
  const seen = new Set<PathElement>();
  const merged: unknown[] = [];
  for (const { element, value } of itemsOf(definitions, shape, live)) {
    if (seen.has(element)) continue;
    seen.add(element);
    merged.push(mergeApplied(definitions, shape.items, value, wanted.get(element)));
  }
  for (const [element, value] of wanted) if (!seen.has(element)) merged.push(value);
  return merged;
}
