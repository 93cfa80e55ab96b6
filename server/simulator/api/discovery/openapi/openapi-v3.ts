import { createHash } from 'node:crypto';
import type { JsonObject } from '~/server/simulator/api/object';
import type { Registry, Resource } from '~/server/simulator/api/registry';
import { publishedPaths } from './published-paths';
import { publishedName, publishedTypes } from './published-types';

export type GroupVersion = { group: string; version: string };

/** The groups and versions that have a document. */
export function groupVersionsOf(registry: Registry): GroupVersion[] {
  const found = new Map<string, GroupVersion>();
  for (const { kind, version } of registry.resources())
    found.set(`${kind.group}/${version}`, { group: kind.group, version });
  return [...found.values()];
}

export const groupVersionPath = ({ group, version }: GroupVersion) =>
  group === '' ? `api/${version}` : `apis/${group}/${version}`;

const made = new WeakMap<readonly Resource[], Map<string, Document>>();
type Document = { document: JsonObject; hash: string };

/** The OpenAPI v3 document of one group and version and its hash; they are made once for what the member serves. */
export function openApiV3(registry: Registry, asked: GroupVersion): Document {
  const resources = registry.resources();
  const known = made.get(resources) ?? new Map<string, Document>();
  made.set(resources, known);
  const path = groupVersionPath(asked);
  const found = known.get(path) ?? withHash(makeDocument(registry, asked));
  known.set(path, found);
  return found;
}

/** Documents are asked for by their hash, so that who has one need not read it again. */
const withHash = (document: JsonObject): Document => ({
  document,
  hash: createHash('sha512').update(JSON.stringify(document)).digest('hex').toUpperCase(),
});

function makeDocument(registry: Registry, { group, version }: GroupVersion): JsonObject {
  const resources = registry.resources().filter((one) => one.kind.group === group && one.version === version);
  const paths: Record<string, JsonObject> = {};
  for (const { path, gvk, verb, parameters } of publishedPaths(registry, resources)) {
    const resource = resources.find(({ kind }) => kind.kind === gvk.kind);
    const schema = resource ? { $ref: `#/components/schemas/${publishedName(registry, resource)}` } : {};
    paths[path] = {
      [verb]: {
        parameters: parameters.map((name) => ({ in: 'query', name, schema: { type: 'string', uniqueItems: true } })),
        responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } },
        'x-kubernetes-action': verb,
        'x-kubernetes-group-version-kind': gvk,
      },
    };
  }
  const schemas = publishedTypes(registry, resources);
  const document = {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: `v1.${registry.minor}` },
    paths,
    components: { schemas },
  };
  return JSON.parse(JSON.stringify(document).replaceAll('#/definitions/', '#/components/schemas/'));
}
