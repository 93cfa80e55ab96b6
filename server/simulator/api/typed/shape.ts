import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { type Definitions, definitionName, resolved, type Schema, valuesOf } from '~/server/simulator/schema/schema';

/**
 * How a value takes part in a structured merge: as one piece, as a map whose entries have owners of their own, as a list
 * whose items are known by keys, or as a set (https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy).
 */
export type Shape =
  | { form: 'scalar' | 'atomic-list' | 'atomic-map' }
  | { form: 'map'; fieldOf(field: string): Schema | undefined; isDeclared(field: string): boolean }
  | { form: 'list'; items: Schema; keys: readonly string[] | undefined };

/** What nothing is known about: maps are merged entry by entry, lists are replaced. */
const UNTYPED: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
const RAW = 'io.k8s.apimachinery.pkg.runtime.RawExtension';

/** The shape of a value under a schema; the value decides where the schema leaves it open. */
export function shapeOf(definitions: Definitions, given: Schema, value: unknown): Shape {
  const schema = resolved(definitions, given);
  if (definitionName(given) === RAW) return { form: formOf(value) };
  const isMap = isObject(value) || (value === null && schema.type === 'object');
  if (isMap && schema.type !== 'array' && schema.type !== 'string') return mapShape(given, schema);
  if (Array.isArray(value) || (value === null && schema.type === 'array')) return listShape(schema);
  return { form: 'scalar' };
}

const formOf = (value: unknown) => (Array.isArray(value) ? 'atomic-list' : isObject(value) ? 'atomic-map' : 'scalar');

function mapShape(given: Schema, schema: Schema): Shape {
  if ((given['x-kubernetes-map-type'] ?? schema['x-kubernetes-map-type']) === 'atomic') return { form: 'atomic-map' };
  const { properties } = schema;
  const values = valuesOf(schema);
  const others = values ?? (isOpen(schema) ? UNTYPED : undefined);
  return {
    form: 'map',
    fieldOf: (field) => (properties && Object.hasOwn(properties, field) ? properties[field] : others),
    isDeclared: (field) => properties !== undefined && Object.hasOwn(properties, field),
  };
}

/** True where fields may stand that the schema does not name. */
const isOpen = (schema: Schema) =>
  schema['x-kubernetes-preserve-unknown-fields'] === true ||
  schema.additionalProperties === true ||
  (schema.properties === undefined && valuesOf(schema) === undefined);

function listShape(schema: Schema): Shape {
  const { items } = schema;
  const how = schema['x-kubernetes-list-type'];
  if (items === undefined || how === 'atomic') return { form: 'atomic-list' };
  if (how === 'map') return { form: 'list', items, keys: schema['x-kubernetes-list-map-keys'] ?? [] };
  if (how === 'set') return { form: 'list', items, keys: undefined };
  // Types from before list types have only the words of the strategic merge patch.
  if (!schema['x-kubernetes-patch-strategy']?.includes('merge')) return { form: 'atomic-list' };
  const key = schema['x-kubernetes-patch-merge-key'];
  return { form: 'list', items, keys: key === undefined ? undefined : [key] };
}

/** True for values that a field of this schema can hold; undefined and null can stand anywhere. */
export function fits(definitions: Definitions, given: Schema, value: unknown): boolean {
  const { type, format } = resolved(definitions, given);
  if (value === null || type === undefined || format === 'int-or-string') return true;
  if (definitionName(given)?.endsWith('.Quantity')) return typeof value === 'string' || typeof value === 'number';
  if (type === 'object') return isObject(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer' || type === 'number') return typeof value === 'number';
  return typeof value === type;
}

/** The keys of an item, with the default of a key that is left out; throws a sentence where one is missing. */
export function keysOf(definitions: Definitions, items: Schema, keys: readonly string[], item: unknown): JsonObject {
  if (item === null) throw new Error('associative list with keys may not have a null element');
  if (!isObject(item)) throw new Error('associative list with keys may not have non-map elements');
  const known = resolved(definitions, items).properties;
  const found = keys.map((key) => {
    const value = item[key] ?? known?.[key]?.default;
    if (value === undefined)
      throw new Error(
        `associative list with keys has an element that omits key field "${key}" (and doesn't have default value)`,
      );
    return [key, value] as const;
  });
  return Object.fromEntries(found);
}
