import { isSame, type Json, json, text } from '~/server/kernel/json';

/** What an object is, whatever its version: group, kind, namespace and name. */
export function identityOf(object: Json): string {
  const metadata = json(object['metadata']);
  const apiVersion = text(object['apiVersion']);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return JSON.stringify([group, object['kind'], text(metadata['namespace']), text(metadata['name'])]);
}

/** How many objects are new, are other than before, and are not wanted any more. */
export function compareObjects(
  before: readonly Json[],
  after: readonly Json[],
): { added: number; changed: number; removed: number } {
  const known = new Map(before.map((object) => [identityOf(object), object]));
  const kept = after.flatMap((object) => {
    const old = known.get(identityOf(object));
    return old ? [isSame(old, object)] : [];
  });
  return {
    added: after.length - kept.length,
    changed: kept.filter((same) => !same).length,
    removed: before.length - kept.length,
  };
}
