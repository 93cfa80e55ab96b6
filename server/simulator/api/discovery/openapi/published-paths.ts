import type { Registry, Resource } from '~/server/simulator/api/registry';

/** What clients ask of a path: which kind it is about and which questions a PATCH understands. */
export type PublishedPath = {
  path: string;
  gvk: { group: string; kind: string; version: string };
  verb: 'get' | 'patch';
  parameters: readonly string[];
};

/** The list and the object paths of some kinds. Strict fields are asked for from 1.25 on. */
export function publishedPaths(registry: Registry, resources: readonly Resource[]): PublishedPath[] {
  const questions = ['dryRun', 'fieldManager', ...(registry.minor >= 25 ? ['fieldValidation'] : []), 'force'];
  return resources.flatMap(({ kind, version }) => {
    const root = kind.group === '' ? `/api/${version}` : `/apis/${kind.group}/${version}`;
    const collection = `${root}${kind.namespaced ? '/namespaces/{namespace}' : ''}/${kind.plural}`;
    const gvk = { group: kind.group, kind: kind.kind, version };
    const list: PublishedPath = { path: collection, gvk, verb: 'get', parameters: ['limit', 'continue'] };
    const patch: PublishedPath = { path: `${collection}/{name}`, gvk, verb: 'patch', parameters: questions };
    return kind.verbs.includes('patch') ? [list, patch] : [{ ...list, parameters: [] }];
  });
}
