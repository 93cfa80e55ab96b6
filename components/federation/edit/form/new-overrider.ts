export const NEW_OVERRIDERS = [
  ...(['image', 'replicas', 'env', 'labels', 'annotations', 'command', 'args', 'resources'] as const),
  ...(['jsonPatch', 'mergePatch'] as const),
] as const;
export type NewOverrider = (typeof NEW_OVERRIDERS)[number];

/** A change to begin with. */
export function newOverrider(type: NewOverrider): object {
  switch (type) {
    case 'image':
      return { type, component: 'tag', operator: 'replace', value: 'latest' };
    case 'replicas':
      return { type, value: 1 };
    case 'command':
    case 'args':
      return { type, operator: 'add', value: [] };
    case 'resources':
      return { type, requests: { cpu: '100m' } };
    case 'jsonPatch':
      return { type, operations: [{ op: 'replace', path: '/spec/replicas', value: 1 }] };
    case 'mergePatch':
      return { type, value: { spec: {} } };
    default:
      return { type, set: {} };
  }
}
