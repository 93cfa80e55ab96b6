import { at, isJson, type Json, json, list } from '~/server/kernel/json';
import { PLACE_KEYS, type SchedulingIntent } from '../model/scheduling';

/** The parts of a pod's spec that the intent decides; undefined where nothing is left of them. */
export type PlannedPod = { affinity: Json | undefined; topologySpreadConstraints: Json[] | undefined };

/**
 * A pod's affinity and spread with the intent in them; what they say of other keys stays.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function planScheduling(workload: Json, intent: SchedulingIntent): PlannedPod {
  const pod = json(at(workload, 'spec', 'template', 'spec'));
  const key = PLACE_KEYS[intent.over];
  const affinity = json(pod['affinity']);
  const nodeAffinity = filled({
    ...json(affinity['nodeAffinity']),
    [REQUIRED]: required(at(affinity, 'nodeAffinity', REQUIRED), key, intent),
    [PREFERRED]: preferred(at(affinity, 'nodeAffinity', PREFERRED), key, intent),
  });
  return {
    affinity: filled({ ...affinity, nodeAffinity }),
    topologySpreadConstraints: spread(pod['topologySpreadConstraints'], key, intent, at(workload, 'spec', 'selector')),
  };
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const WEIGHT = 100;

/** The object without its undefined fields, or undefined when none is left. */
function filled(fields: Json): Json | undefined {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const inPlaces = (key: string, { places }: SchedulingIntent): Json => ({ key, operator: 'In', values: [...places] });

/** Terms are alternatives, so that each of them must say it. */
function required(before: unknown, key: string, intent: SchedulingIntent): Json | undefined {
  const wanted = intent.affinity === 'require' ? [inPlaces(key, intent)] : [];
  const terms = list(json(before)['nodeSelectorTerms']).filter(isJson);
  const planned = (terms.length === 0 ? [{}] : terms).flatMap((term) => {
    const expressions = [...withoutKey(term, key), ...wanted];
    const planned = filled({ ...term, matchExpressions: expressions.length === 0 ? undefined : expressions });
    return planned ? [planned] : [];
  });
  return planned.length === 0 ? undefined : { nodeSelectorTerms: planned };
}

function preferred(before: unknown, key: string, intent: SchedulingIntent): Json[] | undefined {
  const others = list(before)
    .filter(isJson)
    .filter((one) => {
      const preference = json(one['preference']);
      const isOurs = withoutKey(preference, key).length === 0 && list(preference['matchFields']).length === 0;
      return !isOurs;
    });
  const ours = { weight: WEIGHT, preference: { matchExpressions: [inPlaces(key, intent)] } };
  const planned = intent.affinity === 'prefer' ? [...others, ours] : others;
  return planned.length === 0 ? undefined : planned;
}

const withoutKey = (term: Json, key: string): Json[] =>
  list(term['matchExpressions'])
    .filter(isJson)
    .filter((expression) => expression['key'] !== key);

function spread(before: unknown, key: string, intent: SchedulingIntent, labelSelector: unknown): Json[] | undefined {
  const others = list(before)
    .filter(isJson)
    .filter(({ topologyKey }) => topologyKey !== key);
  const ours: Json = {
    maxSkew: intent.maxSkew,
    topologyKey: key,
    whenUnsatisfiable: intent.spread === 'hard' ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector,
  };
  const planned = intent.spread === 'none' ? others : [...others, ours];
  return planned.length === 0 ? undefined : planned;
}
