import { copyOf, isObject, type JsonObject } from '~/server/simulator/api/object';
import { type Schema, valuesOf } from '~/server/simulator/schema/schema';

/**
 * A copy with the defaults of a structural schema where fields are missing, or null though the schema allows no null
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting).
 */
export function defaultStructural(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => defaultStructural(items, item)) : value;
  }
  if (!isObject(value)) return value;
  const filled: JsonObject = { ...value };
  for (const [field, known] of Object.entries(schema.properties ?? {})) {
    const next = fieldDefault(known, filled[field]);
    if (next !== undefined) filled[field] = defaultStructural(known, next);
  }
  const values = valuesOf(schema);
  if (values) for (const [key, inside] of Object.entries(filled)) filled[key] = defaultStructural(values, inside);
  return filled;
}

/** The value of a field, or its default where it is missing, or null though it may not be. */
function fieldDefault(known: Schema, given: unknown): unknown {
  const isMissing = given === undefined || (given === null && known.nullable !== true);
  return isMissing && known.default !== undefined ? copyOf(known.default) : given;
}
