import { isObject, type JsonObject } from '~/server/simulator/api/object';
import type { BuiltInSchemas } from '~/server/simulator/schema/built-in-schemas';
import type { GoType } from '~/server/simulator/schema/go-type';
import { definitionName, type Schema, valuesOf } from '~/server/simulator/schema/schema';
import { canonicalScalar } from './canonical-scalar';
import type { DecodeProblems } from './decode-problems';
import { goKindOf, WrongType } from './decode-problems';
import { conversionsOf } from './field-conversions';
import { type DefaultsContext, defaultsOf } from './field-defaults';

export type Canonical = {
  schemas: BuiltInSchemas;
  /** What is filled in; undefined for no defaults at all. */
  defaults: DefaultsContext | undefined;
  problems: DecodeProblems;
  /** The object comes from the store, which keeps no empty lists: where Go leaves nothing out they are null. */
  isStored?: boolean;
};

/**
 * A value of a built-in type as the server would write it after reading it: fields that the type does not know are gone,
 * empty ones too unless Go writes them, quantities and times are in their one form, defaults are filled, fields are in
 * the order of the type. Throws WrongType.
 */
export function canonical(context: Canonical, schema: Schema, value: unknown, path: string): unknown {
  const name = definitionName(schema);
  const definition = name === undefined ? schema : context.schemas.definitions.get(name);
  if (definition === undefined) return value;
  if (definition.type === 'array') return canonicalList(context, definition, value, path);
  if (definition.type !== 'object') return canonicalScalar({ name, schema: definition, value, path });
  const goType = name === undefined ? undefined : context.schemas.goTypes.get(name);
  if (definition.properties !== undefined && name !== undefined)
    return canonicalStruct(context, { name, definition, goType }, value, path);
  const values = valuesOf(definition);
  return values === undefined ? value : canonicalMap(context, values, value, path);
}

function canonicalList(context: Canonical, { items = {} }: Schema, value: unknown, path: string): unknown {
  if (value === null || value === undefined) return null;
  if (!Array.isArray(value)) throw mismatch(value, path, '[]');
  return value.map((item, index) => canonical(context, items, item, `${path}[${index}]`));
}

/** Go writes maps with their keys in order. */
function canonicalMap(context: Canonical, values: Schema, value: unknown, path: string): unknown {
  if (value === null || value === undefined) return null;
  if (!isObject(value)) throw mismatch(value, path, 'map[string]');
  const map: JsonObject = {};
  for (const key of Object.keys(value).sort()) map[key] = canonical(context, values, value[key], `${path}.${key}`);
  return map;
}

type Struct = { name: string; definition: Schema; goType: GoType | undefined };

function canonicalStruct(context: Canonical, struct: Struct, value: unknown, path: string): unknown {
  if (value !== null && value !== undefined && !isObject(value)) throw mismatch(value, path, shortName(struct.name));
  const given = filled(context, struct, value ?? {});
  const { properties = {} } = struct.definition;
  for (const field of Object.keys(given))
    if (!Object.hasOwn(properties, field)) context.problems.unknown.push(below(path, field));
  const goType = struct.goType ?? { ...NOTHING, order: Object.keys(properties) };
  const out: JsonObject = {};
  for (const field of goType.order) {
    const schema = properties[field];
    const written = schema && fieldWritten(context, { goType, schema, field }, given[field], below(path, field));
    if (written !== undefined) out[field] = written;
  }
  return out;
}

type Field = { goType: GoType; schema: Schema; field: string };

/** What is written for a field, or undefined where Go leaves it out. */
function fieldWritten(context: Canonical, { goType, schema, field }: Field, given: unknown, path: string): unknown {
  const isAlways = goType.always.has(field);
  if (given === undefined || given === null)
    return isAlways ? emptied(context, schema, goType.always.get(field), path) : undefined;
  const written = canonical(context, schema, given, path);
  if (context.isStored && isAlways && Array.isArray(written) && written.length === 0) return null;
  const isKept = isAlways || goType.pointers.has(field) || isReference(context, schema) || !isZero(written);
  return isKept ? written : undefined;
}

const NOTHING = { always: new Map<string, unknown>(), pointers: new Set<string>() };
const below = (path: string, field: string) => (path === '' ? field : `${path}.${field}`);
export const shortName = (name: string) => name.split('.').slice(-2).join('.');

/** What is written for a field that is not given: a struct with its own defaults and empty fields, or what stands for nothing. */
const emptied = (context: Canonical, schema: Schema, empty: unknown, path: string) =>
  isObject(empty) ? canonical(context, schema, {}, path) : empty;

/** Structs that are not always written are pointers: given but empty, they are kept. */
function isReference({ schemas }: Canonical, schema: Schema): boolean {
  const name = definitionName(schema);
  return name !== undefined && schemas.definitions.get(name)?.type === 'object';
}

const isZero = (value: unknown) =>
  value === '' ||
  value === 0 ||
  value === false ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0);

function filled({ defaults }: Canonical, { name, goType }: Struct, given: JsonObject): JsonObject {
  if (!defaults) return given;
  const converted = conversionsOf(name, given, defaults);
  const missing = defaultsOf(name, given, defaults);
  if (!missing) return converted ? { ...given, ...converted } : given;
  const complete = { ...given, ...converted };
  for (const [field, value] of Object.entries(missing)) {
    const known = complete[field];
    const isGiven = known !== undefined && known !== null && (goType?.pointers.has(field) || !isZero(known));
    if (!isGiven) complete[field] = value;
  }
  return complete;
}

const mismatch = (value: unknown, path: string, type: string) =>
  new WrongType(`json: cannot unmarshal ${goKindOf(value)} into Go struct field ${path} of type ${type}`);
