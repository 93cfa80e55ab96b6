import { isJson, type Json, joinPath, list, text, textOrNull } from '~/server/kernel/json';
import type { FieldOwner } from '../model/view';

const MOST = 5000;

/**
 * Every field that managedFields names, with its owner, in the order of paths. A field may have several owners.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function fieldOwners(managedFields: unknown): FieldOwner[] {
  const owners = list(managedFields)
    .filter(isJson)
    .flatMap((entry) => leaves(entry['fieldsV1'], '').map((path) => ({ path, ...ownerOf(entry) })));
  return owners.toSorted((one, other) => one.path.localeCompare(other.path)).slice(0, MOST);
}

const ownerOf = (entry: Json): Omit<FieldOwner, 'path'> => ({
  manager: text(entry['manager']),
  operation: entry['operation'] === 'Apply' ? 'Apply' : 'Update',
  subresource: text(entry['subresource']),
  at: textOrNull(entry['time']),
});

/** A set's leaves; an entry that only says "and itself" (`.`) is told by what is inside it. */
function leaves(fields: unknown, path: string): string[] {
  if (!isJson(fields)) return [];
  return Object.entries(fields).flatMap(([name, inside]) => {
    if (name === '.') return [];
    const here = step(path, name);
    const deeper = leaves(inside, here);
    return deeper.length > 0 ? deeper : [here];
  });
}

function step(path: string, name: string): string {
  const [kind, rest] = [name.slice(0, 2), name.slice(2)];
  if (kind === 'f:') return joinPath(path, rest);
  if (kind === 'i:') return `${path}[${rest}]`;
  return `${path}[${kind === 'k:' ? keyText(rest) : rest}]`;
}

/** `{"name":"app"}` as people write it: `name=app`. */
function keyText(keys: string): string {
  try {
    const read: unknown = JSON.parse(keys);
    if (isJson(read))
      return Object.entries(read)
        .map(([key, value]) => `${key}=${String(value)}`)
        .join(',');
  } catch {
    // a member may send anything; it is then shown as it came
  }
  return keys;
}
