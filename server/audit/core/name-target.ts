import { at, isJson, type Json, list, text } from '~/server/kernel/json';
import type { RecordObject } from '../model/record';

/** What something was done to, in a few words: `deployments shop/web`, `3 objects`, `team payments`. */
export function nameTarget(target: unknown): string {
  if (!isJson(target)) return '';
  const many = [...list(target['objects']), ...list(target['targets'])].filter(isJson);
  const [only] = many;
  if (many.length > 1) return `${many.length} objects`;
  if (only) return nameTarget(only);
  const inner = target['node'] ?? target['ref'];
  if (isJson(inner)) return nameTarget(inner);
  const kind =
    text(target['plural']) || text(at(target, 'kind', 'plural')) || text(target['kind']) || text(target['to']);
  const name = text(target['name']) || text(target['id']);
  const named = [text(target['namespace']), name].filter((part) => part !== '').join('/');
  const words = [kind, named].filter((part) => part !== '').join(' ');
  return words || otherNames(target);
}

/** `{ role: 'on-call' }` is named by its own key. */
const otherNames = (target: Json): string =>
  Object.entries(target)
    .flatMap(([key, value]) => (typeof value === 'string' && key !== 'cluster' ? [`${key} ${value}`] : []))
    .join(', ');

/** The objects that a target names fully enough to be opened. */
export function objectsOf(target: unknown): RecordObject[] {
  if (!isJson(target)) return [];
  const many = [...list(target['objects']), ...list(target['targets']), target['ref']].filter(isJson);
  return (many.length > 0 ? many : [target]).flatMap(objectOf);
}

function objectOf(target: Json): RecordObject[] {
  const [cluster, version] = [text(target['cluster']), text(target['version'])];
  const [plural, name, namespace] = [text(target['plural']), text(target['name']), text(target['namespace'])];
  if (!cluster || !version || !plural || !name) return [];
  return [{ cluster, group: text(target['group']), version, plural, name, ...(namespace ? { namespace } : {}) }];
}
