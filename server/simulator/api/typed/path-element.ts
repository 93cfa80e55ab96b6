import { isObject, type JsonObject } from '~/server/simulator/api/object';

/** One step of a path as managedFields write it: `f:name`, `k:{"name":"x"}` for an item by its keys, `v:"x"` for a value. */
export type PathElement = string;

export const fieldElement = (field: string): PathElement => `f:${field}`;
export const keyElement = (keys: JsonObject): PathElement => `k:${goJson(sortedKeys(keys))}`;
export const valueElement = (value: unknown): PathElement => `v:${goJson(value)}`;

/** Go escapes what HTML would read as markup. */
const goJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const sortedKeys = (keys: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(keys).sort(([one], [other]) => (one < other ? -1 : 1)));

/** A path as refusals print it: `.spec.ports[port=80,protocol="TCP"].name`. */
export const pathText = (path: readonly PathElement[]): string => path.map(elementText).join('');

export function elementText(element: PathElement): string {
  const content = element.slice(2);
  if (element.startsWith('f:')) return `.${content}`;
  if (element.startsWith('v:')) return `[=${content}]`;
  const keys: unknown = JSON.parse(content);
  if (!isObject(keys)) return `[${content}]`;
  const told = Object.entries(keys).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `[${told.join(',')}]`;
}
