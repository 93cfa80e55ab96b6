import { isObject } from '~/server/simulator/api/object';
import { type Schema, valuesOf } from '~/server/simulator/schema/schema';

/**
 * A copy without the nulls that a structural schema does not allow; one whose field has a default is left to become it
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable).
 */
export function dropNulls(schema: Schema | undefined, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => dropNulls(schema?.items, item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([field, inside]) => !isForbiddenNull(fieldSchema(schema, field), inside));
  return Object.fromEntries(kept.map(([field, inside]) => [field, dropNulls(fieldSchema(schema, field), inside)]));
}

const isForbiddenNull = (known: Schema | undefined, value: unknown) =>
  value === null && known !== undefined && known.nullable !== true && known.default === undefined;

const fieldSchema = (schema: Schema | undefined, field: string): Schema | undefined => {
  const { properties } = schema ?? {};
  if (properties && Object.hasOwn(properties, field)) return properties[field];
  return schema && valuesOf(schema);
};
