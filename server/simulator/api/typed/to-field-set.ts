import { isObject } from '~/server/simulator/api/object';
import type { Definitions, Schema } from '~/server/simulator/schema/schema';
import { createFieldSetBuilder, type FieldSet, type FieldSetBuilder } from './field-set';
import { itemsOf } from './list-items';
import { fieldElement, type PathElement } from './path-element';
import { type Shape, shapeOf } from './shape';

/** All paths that a value names: its leaves, its entries of maps, its items of lists. What an applier owns. */
export function toFieldSet(definitions: Definitions, schema: Schema, value: unknown): FieldSet {
  const builder = createFieldSetBuilder();
  visit({ definitions, builder }, schema, value, []);
  return builder.build();
}

type Walk = { definitions: Definitions; builder: FieldSetBuilder };

function visit(walk: Walk, schema: Schema, value: unknown, path: readonly PathElement[]): void {
  const shape = shapeOf(walk.definitions, schema, value);
  if (shape.form === 'map') visitFields(walk, shape, value, path);
  else if (shape.form === 'list') {
    for (const { element, value: item } of itemsOf(walk.definitions, shape, value)) {
      visit(walk, shape.items, item, [...path, element]);
      walk.builder.insert([...path, element]);
    }
  } else walk.builder.insert(path);
}

function visitFields(walk: Walk, shape: Extract<Shape, { form: 'map' }>, value: unknown, path: readonly PathElement[]) {
  if (!isObject(value)) return;
  for (const [field, inside] of Object.entries(value)) {
    const next = [...path, fieldElement(field)];
    visit(walk, shape.fieldOf(field) ?? {}, inside, next);
    if (!shape.isDeclared(field)) walk.builder.insert(next);
  }
}
