/** JSON as members send it: every field may be missing or of another type. */
export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const json = (value: unknown): Json => (isJson(value) ? value : {});
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const whole = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : otherwise;

/** The value at a path of names; undefined where there is none. */
export const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inside, name) => (isJson(inside) ? inside[name] : undefined), value);

/** Equal as JSON, whatever the order of keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]));
  if (!isJson(one) || !isJson(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

/** `spec`, then `replicas`: `spec.replicas`; a key with dots or slashes: `labels["a.b/c"]`. */
export function joinPath(path: string, key: string): string {
  const plain = /^[A-Za-z_$][\w$-]*$/.test(key);
  if (!plain) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
