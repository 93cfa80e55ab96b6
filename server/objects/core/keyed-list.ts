import { isJson, type Json, text } from '~/server/kernel/json';

/** The fields by which Kubernetes tells the entries of its lists apart, the most telling first. */
const KEYS = ['name', 'mountPath', 'containerPort', 'port', 'type', 'key', 'topologyKey', 'ip', 'uid'] as const;

/** The field that tells the entries of all these lists apart, or undefined where only their place does. */
export function listKey(...lists: (readonly unknown[])[]): string | undefined {
  const entries = lists.flat();
  if (entries.length === 0 || !entries.every(isJson)) return undefined;
  return KEYS.find((key) => lists.every((list) => isKeyOf(list as Json[], key)));
}

function isKeyOf(list: readonly Json[], key: string): boolean {
  const values = list.map((entry) => idOf(entry, key));
  return values.every((value) => value !== '') && new Set(values).size === values.length;
}

/** What the entry is called by its key; empty when it has no such field. */
export function idOf(entry: unknown, key: string): string {
  const value = isJson(entry) ? entry[key] : undefined;
  return typeof value === 'number' ? String(value) : text(value);
}
