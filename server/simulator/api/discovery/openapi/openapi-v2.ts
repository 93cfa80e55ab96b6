import type { JsonObject } from '~/server/simulator/api/object';
import type { Registry, Resource } from '~/server/simulator/api/registry';
import type { Schema } from '~/server/simulator/schema/schema';
import { publishedPaths } from './published-paths';
import { publishedTypes } from './published-types';

const made = new WeakMap<readonly Resource[], JsonObject>();

/** The OpenAPI v2 document of a member; it is made once for what the member serves. */
export function openApiV2(registry: Registry): JsonObject {
  const resources = registry.resources();
  const known = made.get(resources);
  if (known) return known;
  const paths = publishedPaths(registry, resources).map(({ path, gvk, verb, parameters }) => [
    path,
    {
      [verb]: {
        parameters: parameters.map((name) => ({ in: 'query', name, type: 'string', uniqueItems: true })),
        responses: { 200: { description: 'OK' } },
        'x-kubernetes-action': verb,
        'x-kubernetes-group-version-kind': gvk,
      },
    },
  ]);
  const definitions = Object.entries(publishedTypes(registry, resources)).map(([name, type]) => [
    name,
    simplified(type),
  ]);
  const document = {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: `v1.${registry.minor}` },
    paths: Object.fromEntries(paths),
    definitions: Object.fromEntries(definitions),
  };
  made.set(resources, document);
  return document;
}

/** Words that version 2 does not know; what they are said of is left open, so that clients refuse nothing that is right. */
const UNKNOWN = ['anyOf', 'oneOf', 'not', 'nullable'] as const;

function simplified(schema: Schema): Schema {
  const kept = { ...schema };
  for (const word of UNKNOWN) delete kept[word];
  if (schema['x-kubernetes-int-or-string'] || schema.nullable) delete kept.type;
  if (schema['x-kubernetes-preserve-unknown-fields']) {
    delete kept.properties;
    delete kept.items;
  }
  const { properties, items, additionalProperties } = kept;
  return {
    ...kept,
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([field, one]) => [field, simplified(one)])) }
      : {}),
    ...(items ? { items: simplified(items) } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: simplified(additionalProperties) } : {}),
  };
}
