import { at, isJson, type Json, json, list, text, whole } from '~/server/kernel/json';
import { PLACE_KEYS, type SchedulingIntent } from '../model/scheduling';

const NODE_AFFINITY = ['spec', 'template', 'spec', 'affinity', 'nodeAffinity'] as const;

/** What a workload says of its places now, as the intent that `planScheduling` would have written; zones before regions. */
export function readScheduling(workload: Json): SchedulingIntent {
  const zone = readOver(workload, 'zone');
  const region = readOver(workload, 'region');
  const isSaid = ({ affinity, spread }: SchedulingIntent) => affinity !== 'none' || spread !== 'none';
  return !isSaid(zone) && isSaid(region) ? region : zone;
}

function readOver(workload: Json, over: 'zone' | 'region'): SchedulingIntent {
  const key = PLACE_KEYS[over];
  const affinity = json(at(workload, ...NODE_AFFINITY));
  const terms = list(at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'));
  const preferences = list(affinity['preferredDuringSchedulingIgnoredDuringExecution']);
  const required = placesIn(terms, key);
  const preferred = placesIn(
    preferences.map((one) => at(one, 'preference')),
    key,
  );
  const constraint = list(at(workload, 'spec', 'template', 'spec', 'topologySpreadConstraints'))
    .filter(isJson)
    .find(({ topologyKey }) => topologyKey === key);
  return {
    over,
    affinity: required.length > 0 ? 'require' : preferred.length > 0 ? 'prefer' : 'none',
    places: required.length > 0 ? required : preferred,
    spread: !constraint ? 'none' : constraint['whenUnsatisfiable'] === 'DoNotSchedule' ? 'hard' : 'soft',
    maxSkew: Math.min(100, Math.max(1, whole(json(constraint)['maxSkew'], 1))),
  };
}

function placesIn(terms: unknown[], key: string): string[] {
  const expressions = terms.flatMap((term) => list(at(term, 'matchExpressions'))).filter(isJson);
  const ours = expressions.filter((one) => one['key'] === key && one['operator'] === 'In');
  return [...new Set(ours.flatMap(({ values }) => list(values).map(text)))];
}
