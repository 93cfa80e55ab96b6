import { isObject, type JsonObject } from '~/server/simulator/api/object';
import type { Definitions, Schema } from '~/server/simulator/schema/schema';
import { type FieldSet, isEmptySet } from './field-set';
import { itemsOf } from './list-items';
import { fieldElement } from './path-element';
import { type Shape, shapeOf } from './shape';

/** A value without the entries and items of a set; undefined when nothing is left of a map or list that lost something. */
export function removeFields(definitions: Definitions, schema: Schema, value: unknown, gone: FieldSet): unknown {
  if (isEmptySet(gone)) return value;
  const shape = shapeOf(definitions, schema, value);
  if (shape.form === 'map' && isObject(value)) return fieldsLeft(definitions, shape, value, gone);
  return shape.form === 'list' ? itemsLeft(definitions, shape, value, gone) : value;
}

function fieldsLeft(
  definitions: Definitions,
  shape: Extract<Shape, { form: 'map' }>,
  value: JsonObject,
  gone: FieldSet,
): JsonObject | undefined {
  const left: JsonObject = {};
  for (const [field, inside] of Object.entries(value)) {
    const element = fieldElement(field);
    if (gone.members.has(element)) continue;
    const below = gone.children.get(element);
    const kept = below ? removeFields(definitions, shape.fieldOf(field) ?? {}, inside, below) : inside;
    left[field] = kept === undefined ? null : kept;
  }
  return Object.keys(left).length > 0 ? left : undefined;
}

function itemsLeft(
  definitions: Definitions,
  shape: Extract<Shape, { form: 'list' }>,
  value: unknown,
  gone: FieldSet,
): unknown[] | undefined {
  const left = itemsOf(definitions, shape, value)
    .filter(({ element }) => !gone.members.has(element))
    .map(({ element, value: item }) => {
      const below = gone.children.get(element);
      return below ? removeFields(definitions, shape.items, item, below) : item;
    });
  return left.length > 0 ? left : undefined;
}
