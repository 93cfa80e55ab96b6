import type { Cause } from '~/server/simulator/api/api-error';
import { defaultStructural } from '~/server/simulator/api/custom/default-structural';
import { dropNulls } from '~/server/simulator/api/custom/drop-nulls';
import { OBJECT_FIELDS, pruneStructural } from '~/server/simulator/api/custom/prune-structural';
import { scaleProblems } from '~/server/simulator/api/custom/validate-scale';
import { structuralProblems } from '~/server/simulator/api/custom/validate-structural';
import { canonical } from '~/server/simulator/api/decode/canonical';
import { type DecodeProblems, noProblems } from '~/server/simulator/api/decode/decode-problems';
import type { ObjectType } from '~/server/simulator/api/managed/take-fields';
import { type BuiltInSchemas, builtInSchemas } from '~/server/simulator/schema/built-in-schemas';
import { referenceTo, type Schema } from '~/server/simulator/schema/schema';
import type { Kind } from './kinds';
import { digObject, isObject, type JsonObject, type KubeObject } from './object';

/** A kind in one version, as its objects are read, merged and owned. */
export type ResourceType = ObjectType & {
  /** A request's object as the server takes it: unknown fields dropped and told, defaults filled. Throws WrongType. */
  read(object: KubeObject, problems: DecodeProblems): KubeObject;
  /** What an apply makes of the live object: defaults are filled, what is unknown or null is left to validation. */
  readApplied(object: KubeObject, problems: DecodeProblems): KubeObject;
  /** An object in the form in which it comes back from the store. */
  stored(object: KubeObject): KubeObject;
  /** What is wrong with an object by its own schema; built-in kinds are judged elsewhere. */
  problems(object: KubeObject): Cause[];
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
  const form = (object: KubeObject, problems: DecodeProblems, isStored: boolean) => {
    const defaults = isStored ? undefined : { kind: kind.kind, minor };
    const { managedFields, ...metadata } = object.metadata;
    const made = canonical(
      { schemas, defaults, problems, isStored },
      schema,
      { ...object, metadata },
      '',
    ) as KubeObject;
    return managedFields === undefined ? made : { ...made, metadata: { ...made.metadata, managedFields } };
  };
  const empty = canonical({ schemas, defaults: undefined, problems: noProblems() }, schema, {}, '');
  return {
    definitions: schemas.definitions,
    schema,
    read: (object, problems) => form(object, problems, false),
    readApplied: (object, problems) => form(object, problems, false),
    stored: (object) => (kind.kind === 'Job' ? withTemplateLabels : asItIs)(form(object, noProblems(), true)),
    problems: () => [],
    empty: isObject(empty) ? empty : {},
  };
}

const asItIs = (object: KubeObject) => object;

/** A Job without labels shows those of its pods whenever it is read; nobody owns them. */
function withTemplateLabels(job: KubeObject): KubeObject {
  const labels = digObject(job, 'spec', 'template', 'metadata', 'labels') as Record<string, string> | undefined;
  const isLabelled = Object.keys(job.metadata.labels ?? {}).length > 0;
  return isLabelled || !labels ? job : { ...job, metadata: { ...job.metadata, labels } };
}

/** The type that a CustomResourceDefinition gives one of its versions; without a schema every field is kept. */
export function customType(version: JsonObject, minor: number): ResourceType {
  const schemas = builtInSchemas(minor);
  const structural = structuralSchema(version);
  // Servers up to 1.20 cannot merge by a schema that knows numbers or texts in one place.
  const isDeduced = minor <= 20 && JSON.stringify(structural).includes('"x-kubernetes-int-or-string":true');
  const schema = isDeduced ? OPEN : withObjectFields(structural, true);
  const judged = {
    ...structural,
    required: (structural.required ?? []).filter((field) => !OBJECT_FIELDS.includes(field)),
  };
  const withMetadata = (object: KubeObject, given: KubeObject['metadata']): KubeObject => {
    const { managedFields, ...metadata } = given;
    const read = canonical({ schemas, defaults: undefined, problems: noProblems() }, META, metadata, 'metadata');
    return {
      ...object,
      metadata: { ...(read as KubeObject['metadata']), ...(managedFields ? { managedFields } : {}) },
    };
  };
  const pruned = (object: KubeObject, problems: DecodeProblems) =>
    pruneStructural(structural, object, problems.unknown) as KubeObject;
  const filled = (object: unknown) => defaultStructural(structural, object) as KubeObject;
  return {
    definitions: schemas.definitions,
    schema,
    read: (object, problems) => withMetadata(filled(dropNulls(structural, pruned(object, problems))), object.metadata),
    readApplied: (object) => withMetadata(filled(object), object.metadata),
    stored: (object) => pruned(object, noProblems()),
    problems: ({ metadata: _metadata, ...object }) => [
      ...structuralProblems(judged, object, ''),
      ...scaleProblems(version, object),
    ],
    empty: { metadata: {} },
  };
}

/** Nothing is said of the fields: all are kept, and merged by what they hold. */
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
    readApplied: (object) => object,
    stored: (object) => object,
    problems: () => [],
    empty: { metadata: {} },
  };
}
