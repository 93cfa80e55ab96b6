import { at, isJson, type Json, json, list, text } from '~/server/kernel/json';
import type { SchemaNode } from '../model/schema';

const MOST_DEFINITIONS = 600;

/** The names of the kinds' schemas in OpenAPI v2 and v3 documents, which both carry group, version and kind. */
const GVK = 'x-kubernetes-group-version-kind';

/**
 * From an OpenAPI document (v2 `definitions`, v3 `components.schemas`) what an editor needs for one kind: types, names,
 * required fields, enums and the first sentence of each description. Undefined when the kind is not in it.
 */
export function trimSchema(
  document: unknown,
  wanted: { group: string; version: string; kind: string },
): { root: string; definitions: Record<string, SchemaNode> } | undefined {
  const all = json(at(document, 'components', 'schemas') ?? at(document, 'definitions'));
  const root = Object.keys(all).find((name) =>
    list(json(all[name])[GVK]).some((one) => isJson(one) && isSameKind(one, wanted)),
  );
  if (root === undefined) return undefined;
  const definitions: Record<string, SchemaNode> = {};
  const waiting = [root];
  while (waiting.length > 0 && Object.keys(definitions).length < MOST_DEFINITIONS) {
    const name = waiting.pop() as string;
    if (Object.hasOwn(definitions, name)) continue;
    definitions[name] = trimNode(json(all[name]), (found) => waiting.push(found), 0);
  }
  return { root, definitions };
}

const isSameKind = (one: Json, { group, version, kind }: { group: string; version: string; kind: string }) =>
  text(one['group']) === group && one['version'] === version && one['kind'] === kind;

const MOST_LEVELS = 40;

function trimNode(node: Json, found: (name: string) => void, level: number): SchemaNode {
  const inside = (value: unknown) => trimNode(json(value), found, level + 1);
  const ref = refOf(node);
  if (ref !== undefined) found(ref);
  const trimmed: SchemaNode = {};
  if (ref !== undefined) trimmed.ref = ref;
  const type = node['x-kubernetes-int-or-string'] === true ? 'int-or-string' : text(node['type']);
  if (type !== '') trimmed.type = type;
  const description = firstSentence(text(node['description']));
  if (description !== '') trimmed.description = description;
  if (Array.isArray(node['enum'])) trimmed.enum = node['enum'].map(String).slice(0, 200);
  if (Array.isArray(node['required'])) trimmed.required = node['required'].map(text);
  if (node['x-kubernetes-preserve-unknown-fields'] === true) trimmed.open = true;
  if (level >= MOST_LEVELS) return { ...trimmed, open: true };
  if (isJson(node['properties'])) trimmed.properties = mapValues(node['properties'], inside);
  if (isJson(node['items'])) trimmed.items = inside(node['items']);
  if (isJson(node['additionalProperties'])) trimmed.values = inside(node['additionalProperties']);
  return trimmed;
}

/** v3 wraps a reference in `allOf`, so that it can carry a description and a default beside it. */
function refOf(node: Json): string | undefined {
  const [first] = list(node['allOf']);
  const ref = text(node['$ref']) || text(json(first)['$ref']);
  return ref === '' ? undefined : ref.slice(ref.lastIndexOf('/') + 1);
}

const mapValues = (values: Json, map: (value: unknown) => SchemaNode): Record<string, SchemaNode> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));

const firstSentence = (description: string) => (/^.*?[.](?=\s|$)/s.exec(description)?.[0] ?? description).slice(0, 300);
