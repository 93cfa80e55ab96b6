import { isJson } from '~/server/kernel/json';

/**
 * By what the entries of Kubernetes' own lists are told apart (`x-kubernetes-list-map-keys` in its OpenAPI), the more exact first.
 * A list of which two entries would be alike has none of them.
 */
const KEYS: readonly (readonly string[])[] = [
  ['name'],
  ['containerPort', 'protocol'],
  ['port', 'protocol'],
  ['mountPath'],
  ['devicePath'],
  ['topologyKey', 'whenUnsatisfiable'],
  ['type'],
  ['ip'],
  ['uid'],
];
/** What an API server fills in where a key is left out. */
const DEFAULTS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** The keys of a list's entries, as far as both lists have them; undefined for a list that is one value. */
export function findListKeys(...lists: readonly (readonly unknown[])[]): readonly string[] | undefined {
  const entries = lists.flat();
  if (entries.length === 0 || !entries.every(isJson)) return undefined;
  return KEYS.find((keys) => {
    const isHeld = entries.every((entry) => keys.every((key) => valueOfKey(entry, key) !== undefined));
    return isHeld && lists.every((list) => new Set(list.map((entry) => keyTextOf(entry, keys))).size === list.length);
  });
}

/** `name=app`; as managedFields write it, keys in the order of the alphabet. */
export const keyTextOf = (entry: unknown, keys: readonly string[]): string =>
  keys.map((key) => `${key}=${String(valueOfKey(entry, key))}`).join(',');

const valueOfKey = (entry: unknown, key: string): unknown =>
  isJson(entry) ? (entry[key] ?? DEFAULTS[key]) : undefined;
