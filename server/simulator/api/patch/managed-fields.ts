import {
  type FieldSet,
  isObject,
  type JsonObject,
  type KubeObject,
  type ManagedFields,
} from '~/server/simulator/api/object';
import { isSame } from './json-patch';
import { listMerge } from './merge-keys';

export type Write = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  subresource?: string;
};

/** Fields of metadata that belong to the server and have no manager. */
const UNOWNED = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/**
 * The managers after a write: the writer owns what it changed (Update) or sent (Apply), and nobody else owns what an
 * Update changed. Field sets merge by lists' keys; conflicts of apply are not computed here.
 */
export function recordWrite(
  before: KubeObject | undefined,
  after: KubeObject,
  write: Write,
  sent?: JsonObject,
): ManagedFields[] {
  const old = before?.metadata.managedFields ?? [];
  const fields = sent ? fieldsOf(undefined, owned(sent)) : fieldsOf(before && owned(before), owned(after));
  if (Object.keys(fields).length === 0) return [...old];
  const mine = old.find((entry) => isSameWriter(entry, write));
  const { subresource, ...rest } = write;
  const entry: ManagedFields = {
    manager: rest.manager,
    operation: rest.operation,
    apiVersion: rest.apiVersion,
    time: rest.time,
    fieldsType: 'FieldsV1',
    fieldsV1: mine && !sent ? union(mine.fieldsV1, fields) : fields,
    ...(subresource ? { subresource } : {}),
  };
  const others = old.filter((other) => other !== mine);
  const left = sent ? others : others.map((other) => ({ ...other, fieldsV1: difference(other.fieldsV1, fields) }));
  return [...left.filter(({ fieldsV1 }) => Object.keys(fieldsV1).length > 0), entry];
}

const isSameWriter = (entry: ManagedFields, write: Write) =>
  entry.manager === write.manager &&
  entry.operation === write.operation &&
  entry.apiVersion === write.apiVersion &&
  entry.subresource === write.subresource;

function owned(object: JsonObject): JsonObject {
  const { kind: _kind, apiVersion: _version, metadata, ...rest } = object;
  const kept = Object.entries(isObject(metadata) ? metadata : {}).filter(([field]) => !UNOWNED.includes(field));
  return kept.length === 0 ? rest : { metadata: Object.fromEntries(kept), ...rest };
}

/** The fields of `after` that `before` has not, or has otherwise. */
function fieldsOf(before: unknown, after: JsonObject, path: readonly string[] = []): FieldSet {
  const set: FieldSet = {};
  for (const [field, value] of Object.entries(after)) {
    const known = isObject(before) ? before[field] : undefined;
    if (isSame(known, value)) continue;
    set[`f:${field}`] = valueFields(known, value, [...path, field]);
  }
  return set;
}

/** Maps at the top of an object; all others lie deeper. */
const isMap = ([field = '']: readonly string[]) => ['data', 'binaryData', 'stringData'].includes(field);

function valueFields(before: unknown, after: unknown, path: readonly string[]): FieldSet {
  const own: FieldSet = before === undefined && (path.length > 1 || isMap(path)) ? { '.': {} } : {};
  if (isObject(after)) {
    const inside = fieldsOf(before, after, path);
    return Object.keys(inside).length === 0 ? {} : { ...own, ...inside };
  }
  const merge = listMerge(path);
  if (!Array.isArray(after) || merge.how !== 'key') return {};
  return { ...own, ...keyedFields(before, after.filter(isObject), merge.key, path) };
}

function keyedFields(before: unknown, after: JsonObject[], key: string, path: readonly string[]): FieldSet {
  const old: unknown[] = Array.isArray(before) ? before : [];
  const set: FieldSet = {};
  for (const entry of after) {
    const known = old.find((other) => isObject(other) && isSame(other[key], entry[key]));
    if (isSame(known, entry)) continue;
    // Ports are known by number and protocol together.
    const protocol = key.toLowerCase().endsWith('port') ? { protocol: entry['protocol'] ?? 'TCP' } : {};
    const id = JSON.stringify({ [key]: entry[key], ...protocol });
    set[`k:${id}`] = { ...(known ? {} : { '.': {} }), ...fieldsOf(known, entry, path) };
  }
  return set;
}

function union(one: FieldSet, other: FieldSet): FieldSet {
  const merged = { ...one };
  for (const [path, inside] of Object.entries(other)) merged[path] = union(merged[path] ?? {}, inside);
  return merged;
}

function difference(from: FieldSet, taken: FieldSet): FieldSet {
  const left: FieldSet = {};
  for (const [path, inside] of Object.entries(from)) {
    const gone = taken[path];
    if (gone === undefined || path === '.') left[path] = inside;
    else if (Object.keys(inside).length > 0) {
      const rest = difference(inside, gone);
      if (Object.keys(rest).some((name) => name !== '.')) left[path] = rest;
    }
  }
  return Object.keys(left).every((path) => path === '.') ? {} : left;
}
