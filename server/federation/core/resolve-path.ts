import { isJson } from '~/server/kernel/json';
import { keyTextOf } from './list-keys';

/** One part of a path as people write it: a name, a place in a list, or an entry by its keys. */
const PART = /\.?(?:([A-Za-z_$][\w$-]*)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[([^\]]+)\])/y;

/**
 * The steps from an object to the field at `spec.containers[name=app].image`, as `printPath` writes it; undefined where a part of
 * the way to it is not there. The last step may be of a field that is not set.
 */
export function resolvePath(object: unknown, path: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  let inside = object;
  PART.lastIndex = 0;
  while (PART.lastIndex < path.length) {
    const found = PART.exec(path);
    if (!found) return undefined;
    const step = stepOf(found, inside);
    if (step === undefined || inside === null || typeof inside !== 'object') return undefined;
    steps.push(step);
    inside = (inside as Record<string | number, unknown>)[step];
  }
  return steps;
}

function stepOf([, name, quoted, index, entry]: RegExpExecArray, inside: unknown): string | number | undefined {
  if (name !== undefined) return isJson(inside) ? name : undefined;
  if (quoted !== undefined) return isJson(inside) ? (JSON.parse(`"${quoted}"`) as string) : undefined;
  if (!Array.isArray(inside)) return undefined;
  if (index !== undefined) return Number(index);
  const keys = (entry ?? '').split(',').map((part) => part.split('=')[0] ?? '');
  const at = inside.findIndex((one) => keyTextOf(one, keys) === entry);
  return at < 0 ? undefined : at;
}
