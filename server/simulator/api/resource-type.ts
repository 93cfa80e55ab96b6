import { defaultStructural } from '~/server/simulator/api/custom/default-structural';
import { pruneStructural } from '~/server/simulator/api/custom/prune-structural';
import { canonical } from '~/server/simulator/api/decode/canonical';
import { type DecodeProblems, noProblems } from '~/server/simulator/api/decode/decode-problems';
import type { ObjectType } from '~/server/simulator/api/managed/take-fields';
import { type BuiltInSchemas, builtInSchemas } from '~/server/simulator/schema/built-in-schemas';
import { referenceTo, type Schema } from '~/server/simulator/schema/schema';
import type { Kind } from './kinds';
import { isObject, type JsonObject, type KubeObject } from './object';

/** A kind in one version, as its objects are read, merged and owned. */
export type ResourceType = ObjectType & {
  /** A request's object as the server takes it: unknown fields dropped and told, defaults filled. Throws WrongType. */
  read(object: KubeObject, problems: DecodeProblems): KubeObject;
  /** The same for an object of which nothing is left out: no defaults, nothing told. */
  written(object: KubeObject): KubeObject;
  /** The object before there is one: what is written of every object of the kind. */
  empty: JsonObject;
};

const META = referenceTo('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');

/** The type of a built-in kind. A kind without a published definition is taken as it comes. */
export function builtInType(kind: Kind, version: string, minor: number): ResourceType {
  const schemas = builtInSchemas(minor);
  const name = schemas.nameOf(kind.group, version, kind.kind);
  if (name === undefined) return untyped(schemas);
  const schema = referenceTo(name);
  const form = (object: KubeObject, problems: DecodeProblems, isDefaulted: boolean) => {
    const defaults = isDefaulted ? { kind: kind.kind, minor } : undefined;
    const { managedFields, ...metadata } = object.metadata;
    const made = canonical({ schemas, defaults, problems }, schema, { ...object, metadata }, '') as KubeObject;
    return managedFields === undefined ? made : { ...made, metadata: { ...made.metadata, managedFields } };
  };
  const empty = canonical({ schemas, defaults: undefined, problems: noProblems() }, schema, {}, '');
  return {
    definitions: schemas.definitions,
    schema,
    read: (object, problems) => form(object, problems, true),
    written: (object) => form(object, noProblems(), false),
    empty: isObject(empty) ? empty : {},
  };
}

/** The type that a CustomResourceDefinition gives one of its versions; without a schema every field is kept. */
export function customType(version: JsonObject, minor: number): ResourceType {
  const schemas = builtInSchemas(minor);
  const structural = structuralSchema(version);
  const schema = withObjectFields(structural, true);
  const form = (object: KubeObject, problems: DecodeProblems, isDefaulted: boolean): KubeObject => {
    const { managedFields, ...given } = object.metadata;
    const metadata = canonical(
      { schemas, defaults: undefined, problems },
      META,
      given,
      'metadata',
    ) as KubeObject['metadata'];
    const pruned = pruneStructural(structural, object, problems.unknown) as KubeObject;
    const complete = (isDefaulted ? defaultStructural(structural, pruned) : pruned) as KubeObject;
    return { ...complete, metadata: { ...metadata, ...(managedFields === undefined ? {} : { managedFields }) } };
  };
  return {
    definitions: schemas.definitions,
    schema,
    read: (object, problems) => form(object, problems, true),
    written: (object) => form(object, noProblems(), false),
    empty: { metadata: {} },
  };
}

const OPEN: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

export function structuralSchema(version: JsonObject): Schema {
  const schema = isObject(version['schema']) ? version['schema']['openAPIV3Schema'] : undefined;
  return isObject(schema) ? (schema as Schema) : OPEN;
}

/** The schema with the fields that every object has, in itself and in the objects embedded in it. */
function withObjectFields(schema: Schema, isObjectItself: boolean): Schema {
  const { properties, items, additionalProperties } = schema;
  const inside = Object.entries(properties ?? {}).map(([field, one]) => [field, withObjectFields(one, false)] as const);
  const isEmbedded = isObjectItself || schema['x-kubernetes-embedded-resource'] === true;
  const own = isEmbedded ? { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: META } : {};
  return {
    ...schema,
    ...(properties || isEmbedded ? { properties: { ...Object.fromEntries(inside), ...own } } : {}),
    ...(items ? { items: withObjectFields(items, false) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: withObjectFields(additionalProperties, false) }
      : {}),
  };
}

function untyped(schemas: BuiltInSchemas): ResourceType {
  return {
    definitions: schemas.definitions,
    schema: OPEN,
    read: (object) => object,
    written: (object) => object,
    empty: { metadata: {} },
  };
}
