import { at, isJson, json, list, text } from '~/server/kernel/json';

export const NEW_OVERRIDERS = [
  ...(['image', 'replicas', 'env', 'labels', 'annotations', 'command', 'args', 'resources'] as const),
  ...(['scheduling', 'embedded', 'jsonPatch', 'mergePatch'] as const),
] as const;
export type NewOverrider = (typeof NEW_OVERRIDERS)[number];

/** A change to begin with, of what the document's templates hold. */
export function newOverrider(type: NewOverrider, document: unknown): object {
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
    case 'scheduling':
      return { type, topologySpreadConstraints: [overZones(document)] };
    case 'embedded':
      return { type, ...embeddedField(document), operations: [{ op: 'replace', path: '/key', value: 'value' }] };
    case 'jsonPatch':
      return { type, operations: [{ op: 'replace', path: '/spec/replicas', value: 1 }] };
    case 'mergePatch':
      return { type, value: { spec: {} } };
    default:
      return { type, set: {} };
  }
}

/** Its pods are spread evenly over the zones of a cluster as far as they can be. */
function overZones(document: unknown): object {
  const labels = templatesOf(document).map((one) => at(one, 'spec', 'selector', 'matchLabels'));
  return {
    ...{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    labelSelector: { matchLabels: labels.find(isJson) ?? {} },
  };
}

/** The first text of the first ConfigMap. */
function embeddedField(document: unknown): { path: string; format: 'yaml' | 'json' } {
  const maps = templatesOf(document).filter((one) => text(at(one, 'kind')) === 'ConfigMap');
  const [key = 'key'] = maps.flatMap((one) => Object.keys(json(at(one, 'data'))));
  return {
    path: `/data/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    format: key.endsWith('.json') ? 'json' : 'yaml',
  };
}

const templatesOf = (document: unknown) => list(at(document, 'spec', 'templates'));
