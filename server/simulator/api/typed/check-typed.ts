import { isObject } from '~/server/simulator/api/object';
import { type Definitions, resolved, type Schema } from '~/server/simulator/schema/schema';
import { itemsOf } from './list-items';
import { elementText, fieldElement, type PathElement, pathText } from './path-element';
import { fits, type Shape, shapeOf } from './shape';

/** What keeps a value from being applied: fields that its type does not declare, wrong types, doubled items. In sentences. */
export function findTypeErrors(definitions: Definitions, schema: Schema, value: unknown): string[] {
  const errors: string[] = [];
  visit({ definitions, errors }, schema, value, []);
  return errors;
}

type Walk = { definitions: Definitions; errors: string[] };
type Path = readonly PathElement[];

const report = ({ errors }: Walk, path: Path, message: string) =>
  errors.push(path.length === 0 ? message : `${pathText(path)}: ${message}`);

function visit(walk: Walk, schema: Schema, value: unknown, path: Path): void {
  if (!fits(walk.definitions, schema, value)) {
    report(walk, path, expectation(resolved(walk.definitions, schema), value));
    return;
  }
  const shape = shapeOf(walk.definitions, schema, value);
  if (shape.form === 'list') visitItems(walk, shape, value, path);
  if (shape.form !== 'map' || !isObject(value)) return;
  for (const [field, inside] of Object.entries(value)) {
    const next = [...path, fieldElement(field)];
    const known = shape.fieldOf(field);
    if (known === undefined) report(walk, next, 'field not declared in schema');
    else visit(walk, known, inside, next);
  }
}

function visitItems(walk: Walk, shape: Extract<Shape, { form: 'list' }>, value: unknown, path: Path): void {
  const seen = new Set<PathElement>();
  for (const [index, one] of (Array.isArray(value) ? value : []).entries()) {
    const item = known(walk, shape, one);
    if (typeof item === 'string') {
      report(walk, path, `element ${index}: ${item}`);
      return;
    }
    if (seen.has(item.element)) report(walk, path, `duplicate entries for key ${elementText(item.element)}`);
    seen.add(item.element);
    visit(walk, shape.items, item.value, [...path, item.element]);
  }
}

/** The item under its element, or a sentence that says why it has none. */
function known({ definitions }: Walk, shape: Extract<Shape, { form: 'list' }>, value: unknown) {
  try {
    return itemsOf(definitions, shape, [value])[0] ?? 'nothing';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function expectation({ type }: Schema, value: unknown): string {
  const found = JSON.stringify(value);
  if (type === 'object') return `expected map, got &{${found}}`;
  if (type === 'array') return `expected list, got &{${found}}`;
  if (type === 'integer' || type === 'number') return `expected numeric (int or float), got ${typeof value}`;
  return type === 'boolean'
    ? `expected boolean, got &{${found}}`
    : `expected string, got &value.valueUnstructured{Value:${found}}`;
}
