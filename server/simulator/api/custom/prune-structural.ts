import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { type Schema, valuesOf } from '~/server/simulator/schema/schema';

/** Fields that every object and every embedded one has, whatever its schema says. */
export const OBJECT_FIELDS = ['apiVersion', 'kind', 'metadata'];

/**
 * A copy without the fields that a structural schema does not name, with keys in order as the server keeps them
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning).
 * `unknown` collects the paths of what is dropped.
 */
export function pruneStructural(schema: Schema, value: unknown, unknown: string[]): unknown {
  return prune(unknown, schema, value, { path: '', isObjectItself: true });
}

type Place = { path: string; isObjectItself: boolean };

function prune(unknown: string[], schema: Schema, value: unknown, place: Place): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item, index) => prune(unknown, items, item, inside(`${place.path}[${index}]`))) : value;
  }
  return isObject(value) ? pruneFields(unknown, schema, value, place) : value;
}

const inside = (path: string): Place => ({ path, isObjectItself: false });

function pruneFields(unknown: string[], schema: Schema, value: JsonObject, place: Place): JsonObject {
  const isWhole = place.isObjectItself || schema['x-kubernetes-embedded-resource'] === true;
  const kept: JsonObject = {};
  for (const field of Object.keys(value).sort()) {
    const below = place.path === '' ? field : `${place.path}.${field}`;
    const known = fieldSchema(schema, field);
    if (isWhole && OBJECT_FIELDS.includes(field)) kept[field] = value[field];
    else if (known) kept[field] = prune(unknown, known, value[field], inside(below));
    else if (keepsUnknown(schema)) kept[field] = value[field];
    else unknown.push(below);
  }
  return kept;
}

const fieldSchema = (schema: Schema, field: string): Schema | undefined =>
  schema.properties && Object.hasOwn(schema.properties, field) ? schema.properties[field] : valuesOf(schema);

const keepsUnknown = (schema: Schema) =>
  schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
