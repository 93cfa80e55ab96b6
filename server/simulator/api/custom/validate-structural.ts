import type { Cause } from '~/server/simulator/api/api-error';
import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import { invalid, required, unsupported } from '~/server/simulator/api/validate/field-error';
import { type Schema, valuesOf } from '~/server/simulator/schema/schema';
import { compositionProblems } from './validate-composition';
import { formatProblems } from './validate-format';
import { duplicateProblems } from './validate-lists';

/**
 * What is wrong with a value by a structural schema, in the words of the server's OpenAPI validator
 * (https://github.com/go-openapi/errors). CEL rules are not looked at.
 */
export function structuralProblems(schema: Schema, value: unknown, path: string): Cause[] {
  if (value === null && schema.nullable === true) return [];
  const wrongType = typeProblem(schema, value, path);
  if (wrongType) return [wrongType];
  const found = [...enumProblems(schema, value, path), ...compositionProblems(schema, value, path, structuralProblems)];
  if (typeof value === 'number') found.push(...numberProblems(schema, value, path));
  if (typeof value === 'string') found.push(...textProblems(schema, value, path));
  if (Array.isArray(value)) found.push(...listProblems(schema, value, path));
  if (isObject(value)) found.push(...objectProblems(schema, value, path));
  return found;
}

const said = (path: string, rule: string) => `${path} in body ${rule}`;
const wrong = (path: string, value: unknown, rule: string) => invalid(path, value, said(path, rule));

function typeProblem(schema: Schema, value: unknown, path: string): Cause | undefined {
  const { type } = schema;
  const actual = kindOf(value);
  if (schema['x-kubernetes-int-or-string'] === true)
    return actual === 'integer' || actual === 'string' ? undefined : wrongType(path, 'integer,string', actual);
  if (type === undefined || type === actual || (type === 'number' && actual === 'integer')) return undefined;
  return wrongType(path, type, actual);
}

const wrongType = (path: string, type: string, actual: string) =>
  wrong(path, actual, `must be of type ${type}: "${actual}"`);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function enumProblems({ enum: allowed }: Schema, value: unknown, path: string): Cause[] {
  if (!allowed || allowed.some((one) => isSame(one, value))) return [];
  return [
    unsupported(
      path,
      value,
      allowed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
    ),
  ];
}

function numberProblems(schema: Schema, value: number, path: string): Cause[] {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, multipleOf } = schema;
  const found: Cause[] = [];
  if (schema.exclusiveMaximum ? value >= maximum : value > maximum)
    found.push(wrong(path, value, `should be less than ${schema.exclusiveMaximum ? '' : 'or equal to '}${maximum}`));
  if (schema.exclusiveMinimum ? value <= minimum : value < minimum)
    found.push(wrong(path, value, `should be greater than ${schema.exclusiveMinimum ? '' : 'or equal to '}${minimum}`));
  if (multipleOf && value % multipleOf !== 0) found.push(wrong(path, value, `should be a multiple of ${multipleOf}`));
  return found;
}

function textProblems(schema: Schema, value: string, path: string): Cause[] {
  const { minLength, maxLength, pattern } = schema;
  const length = [...value].length;
  const found = formatProblems(schema, value, path);
  if (maxLength !== undefined && length > maxLength)
    found.push(wrong(path, value, `should be at most ${maxLength} chars long`));
  if (minLength !== undefined && length < minLength)
    found.push(wrong(path, value, `should be at least ${minLength} chars long`));
  if (pattern !== undefined && !matches(pattern, value)) found.push(wrong(path, value, `should match '${pattern}'`));
  return found;
}

/** Go's patterns are nearly those of JavaScript; one that JavaScript cannot read refuses nothing. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern.replaceAll('(?i)', ''), pattern.includes('(?i)') ? 'iu' : 'u').test(value);
  } catch {
    return true;
  }
}

function listProblems(schema: Schema, value: unknown[], path: string): Cause[] {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const found = items ? value.flatMap((item, index) => structuralProblems(items, item, `${path}[${index}]`)) : [];
  if (value.length < minItems) found.push(wrong(path, value.length, `should have at least ${minItems} items`));
  if (value.length > maxItems) found.push(wrong(path, value.length, `should have at most ${maxItems} items`));
  return [...found, ...duplicateProblems(schema, value, path)];
}

function objectProblems(schema: Schema, value: JsonObject, path: string): Cause[] {
  const below = (field: string) => (path === '' ? field : `${path}.${field}`);
  const { properties = {}, minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema;
  const values = valuesOf(schema);
  const missing = (schema.required ?? []).filter((field) => value[field] === undefined);
  const size = Object.keys(value).length;
  return [
    ...missing.map((field) => required(below(field))),
    ...Object.entries(value).flatMap(([field, inside]) => {
      const known = Object.hasOwn(properties, field) ? properties[field] : values;
      return known ? structuralProblems(known, inside, below(field)) : [];
    }),
    ...(size < minProperties ? [wrong(path, size, `should have at least ${minProperties} properties`)] : []),
    ...(size > maxProperties ? [wrong(path, size, `should have at most ${maxProperties} properties`)] : []),
    ...embeddedProblems(schema, value, path),
  ];
}

function embeddedProblems(schema: Schema, value: JsonObject, path: string): Cause[] {
  if (schema['x-kubernetes-embedded-resource'] !== true) return [];
  return ['apiVersion', 'kind']
    .filter((field) => !value[field])
    .map((field) => required(`${path}.${field}`, 'must not be empty'));
}
