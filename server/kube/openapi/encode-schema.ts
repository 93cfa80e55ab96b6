import { isJson } from '~/server/kernel/json';
import { anyOf, field, named } from './protobuf';

/** What of a schema kubectl reads; extensions begin with `x-`. */
export type PublishedSchema = {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, PublishedSchema>;
  required?: string[];
  additionalProperties?: PublishedSchema | boolean;
  items?: PublishedSchema;
  enum?: unknown[];
};

/** A schema as gnostic's `Schema`: what kubectl reads of it, and every extension as YAML. */
export function encodeSchema(value: unknown): Buffer {
  const schema: PublishedSchema = isJson(value) ? value : {};
  const { properties, items, additionalProperties, type } = schema;
  const extensions = Object.entries(schema).filter(([name]) => name.startsWith('x-'));
  return Buffer.concat([
    ...(schema.$ref ? [field(1, schema.$ref)] : []),
    ...(schema.format ? [field(2, schema.format)] : []),
    ...(schema.description ? [field(4, schema.description)] : []),
    ...(schema.default === undefined ? [] : [field(5, anyOf(schema.default))]),
    ...(schema.required ?? []).map((name) => field(19, name)),
    ...(schema.enum ?? []).map((one) => field(20, anyOf(one))),
    ...(typeof additionalProperties === 'object' ? [field(21, field(1, encodeSchema(additionalProperties)))] : []),
    ...(type ? [field(22, field(1, type))] : []),
    ...(items ? [field(23, field(1, encodeSchema(items)))] : []),
    ...(properties ? [field(25, encodeProperties(properties))] : []),
    ...extensions.map(([name, one]) => field(31, named(name, anyOf(one)))),
  ]);
}

const encodeProperties = (properties: Record<string, PublishedSchema>): Buffer =>
  Buffer.concat(Object.entries(properties).map(([name, one]) => field(1, named(name, encodeSchema(one)))));
