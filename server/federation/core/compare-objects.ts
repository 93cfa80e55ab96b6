import { isSame, type Json } from '~/server/kernel/json';
import { keyTextOf, objectKeyOf } from './object-key';

/** What tells an object from all others of its cluster, whatever its version. */
export const identityOf = (object: Json): string => keyTextOf(objectKeyOf(object));

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
