import { badRequest, unprocessable } from '~/server/simulator/api/api-error';
import { copyOf, isObject } from '~/server/simulator/api/object';

/** Applies RFC 6902 operations to a copy. Refuses like the real server: 400 for no list, 422 for what cannot be applied. */
export function applyJsonPatch(document: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) {
    throw badRequest(`json: cannot unmarshal ${typeName(operations)} into Go value of type jsonpatch.Patch`);
  }
  return operations.reduce<unknown>((at, operation) => applyOperation(at, operation), copyOf(document));
}

const typeName = (value: unknown) => (value === null ? 'null' : typeof value);

function applyOperation(document: unknown, operation: unknown): unknown {
  if (!isObject(operation)) throw unprocessable();
  const path = pointer(operation['path']);
  switch (operation['op']) {
    case 'add':
      return add(document, path, given(operation));
    case 'replace':
      return path.length === 0 ? given(operation) : add(remove(document, path), path, given(operation));
    case 'remove':
      return remove(document, path);
    case 'test':
      if (!isSame(read(document, path), operation['value'])) throw unprocessable();
      return document;
    case 'copy':
      return add(document, path, copyOf(read(document, pointer(operation['from']))));
    case 'move': {
      const from = pointer(operation['from']);
      const value = read(document, from);
      return add(remove(document, from), path, value);
    }
    default:
      throw unprocessable();
  }
}

function given(operation: { [field: string]: unknown }): unknown {
  if (!('value' in operation)) throw unprocessable();
  return operation['value'];
}

/** RFC 6901: `~1` is a slash and `~0` a tilde. */
function pointer(text: unknown): string[] {
  if (text === '') return [];
  if (typeof text !== 'string' || !text.startsWith('/')) throw unprocessable();
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: unknown, path: string[]): unknown {
  let at = document;
  for (const part of path) at = child(at, part);
  return at;
}

function child(at: unknown, part: string): unknown {
  if (Array.isArray(at)) return at[position(part, at.length - 1)];
  if (!isObject(at) || !Object.hasOwn(at, part)) throw unprocessable();
  return at[part];
}

function position(part: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(part) ? Number(part) : Number.NaN;
  if (!(index <= last)) throw unprocessable();
  return index;
}

/** Returns the document because an empty path replaces all of it. */
function add(document: unknown, path: string[], value: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(last === '-' ? parent.length : position(last, parent.length), 0, value);
  else if (isObject(parent)) parent[last] = value;
  else throw unprocessable();
  return document;
}

function remove(document: unknown, path: string[]): unknown {
  const last = path.at(-1);
  if (last === undefined) return null;
  const parent = read(document, path.slice(0, -1));
  child(parent, last);
  if (Array.isArray(parent)) parent.splice(position(last, parent.length - 1), 1);
  else if (isObject(parent)) delete parent[last];
  return document;
}

/** Equality of JSON values: the order of an object's fields does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const fields = Object.keys(one);
  return (
    fields.length === Object.keys(other).length &&
    fields.every((field) => Object.hasOwn(other, field) && isSame(one[field], other[field]))
  );
}
