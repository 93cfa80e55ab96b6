import { isJson, text } from './json';

/** The fields by which Kubernetes tells the entries of its lists apart, the most telling first. */
const KEYS = ['name', 'mountPath', 'containerPort', 'port', 'type', 'key', 'topologyKey', 'ip', 'uid'] as const;

/** The field that tells the entries of all these lists apart, or undefined where only their place does. */
export function listKey(...lists: (readonly unknown[])[]): string | undefined {
  const entries = lists.flat();
  if (entries.length === 0 || !entries.every(isJson)) return undefined;
  return KEYS.find((key) => tellsApart((entry) => idOf(entry, key), lists));
}

/** Whether every entry of each list is called something, and no two of a list the same. */
export const tellsApart = (nameOf: (entry: unknown) => string, lists: readonly (readonly unknown[])[]): boolean =>
  lists.every((list) => {
    const names = list.map(nameOf);
    return names.every((name) => name !== '') && new Set(names).size === names.length;
  });

/** What the entry is called by its key; empty when it has no such field. */
export function idOf(entry: unknown, key: string): string {
  const value = isJson(entry) ? entry[key] : undefined;
  return typeof value === 'number' ? String(value) : text(value);
}
