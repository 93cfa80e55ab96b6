import { isJson, type Json, list, text } from '~/server/kernel/json';

/** A part of the fleet that an entry is about; the namespace is empty where it is the cluster as a whole. */
export type EntryTarget = { cluster: string; namespace: string };

/**
 * Which clusters and namespaces a target or an input names: `cluster` and `namespace` beside each other, or within
 * `objects`, `targets` or `node`, of which those that name no cluster are of the one around them.
 */
export function targetsOf(named: unknown): EntryTarget[] {
  const found = new Map<string, EntryTarget>();
  const add = (cluster: string, namespace: string) =>
    found.set(JSON.stringify([cluster, namespace]), { cluster, namespace });
  collect(json(named), '', add);
  return [...found.values()];
}

function collect(value: Json, around: string, add: (cluster: string, namespace: string) => void): void {
  const cluster = text(value['cluster']) || around;
  const inner = [...list(value['objects']), ...list(value['targets']), value['node'], value['ref']].filter(isJson);
  for (const one of inner) collect(one, cluster, add);
  for (const one of list(value['clusters'])) if (typeof one === 'string') add(one, text(value['namespace']));
  if (inner.length === 0 && cluster !== '') add(cluster, text(value['namespace']));
}

const json = (value: unknown): Json => (isJson(value) ? value : {});
