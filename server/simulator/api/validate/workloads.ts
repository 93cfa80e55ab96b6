import type { Cause } from '~/server/simulator/api/api-error';
import { dig, digList, digNumber, digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { forbidden, GoText, goStringMap, invalid, nonNegative, required, unsupported } from './field-error';
import { labelsProblems } from './names';
import { podTemplateProblems } from './pod-spec';

/** What is wrong with a Deployment, ReplicaSet, StatefulSet or DaemonSet; `kind` as its sentences name it. */
export function workloadProblems(
  kind: 'deployment' | 'replicaset' | 'statefulset' | 'daemonset',
  object: KubeObject,
  minor: number,
): Cause[] {
  const spec = digObject(object, 'spec') ?? {};
  const deadline = digNumber(spec, 'progressDeadlineSeconds');
  const ready = digNumber(spec, 'minReadySeconds') ?? 0;
  return [
    ...nonNegative('spec.replicas', spec['replicas']),
    ...selectorProblems(kind, spec),
    ...templateProblems(spec, kind !== 'statefulset' || minor >= 24),
    ...nonNegative('spec.minReadySeconds', spec['minReadySeconds']),
    ...nonNegative('spec.revisionHistoryLimit', spec['revisionHistoryLimit']),
    ...(kind === 'deployment' ? strategyProblems(spec) : []),
    ...(deadline !== undefined && deadline <= ready
      ? [invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')]
      : []),
  ];
}

function selectorProblems(kind: string, spec: JsonObject): Cause[] {
  const selector = digObject(spec, 'selector');
  if (!selector) return kind === 'daemonset' ? [] : [required('spec.selector')];
  const found = labelsProblems('spec.selector.matchLabels', selector['matchLabels']);
  const size =
    Object.keys(digObject(selector, 'matchLabels') ?? {}).length + digList(selector, 'matchExpressions').length;
  return size > 0
    ? found
    : [...found, invalid('spec.selector', goSelector(selector), `empty selector is invalid for ${kind}`)];
}

/** Servers before 1.24 look at nothing but the labels in the template of a StatefulSet. */
function templateProblems(spec: JsonObject, isWhole: boolean): Cause[] {
  const template = digObject(spec, 'template') ?? {};
  const labels = digObject(template, 'metadata', 'labels');
  const wanted = digObject(spec, 'selector', 'matchLabels') ?? {};
  const isMatched =
    digObject(spec, 'selector') !== undefined &&
    Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
  const restart = dig(template, 'spec', 'restartPolicy');
  return [
    ...(isMatched
      ? []
      : [invalid('spec.template.metadata.labels', goStringMap(labels), '`selector` does not match template `labels`')]),
    ...(isWhole ? podTemplateProblems('spec.template', template) : labelsProblems('spec.template.labels', labels)),
    ...(restart === 'Always' ? [] : [unsupported('spec.template.spec.restartPolicy', restart, ['Always'])]),
  ];
}

function strategyProblems(spec: JsonObject): Cause[] {
  const update = digObject(spec, 'strategy', 'rollingUpdate');
  const type = dig(spec, 'strategy', 'type');
  if (type === 'Recreate')
    return update
      ? [forbidden('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  if (!update || !isNone(update['maxSurge']) || !isNone(update['maxUnavailable'])) return [];
  const value = new GoText(goIntOrString(update['maxUnavailable']));
  return [invalid('spec.strategy.rollingUpdate.maxUnavailable', value, 'may not be 0 when `maxSurge` is 0')];
}

const isNone = (value: unknown) => value === 0 || value === '0%';
const goIntOrString = (value: unknown) =>
  typeof value === 'number'
    ? `intstr.IntOrString{Type:0, IntVal:${value}, StrVal:""}`
    : `intstr.IntOrString{Type:1, IntVal:0, StrVal:${JSON.stringify(value)}}`;

/** A selector as Go prints it; expressions are never in disputes that tests know. */
const goSelector = (selector: JsonObject) =>
  new GoText(
    `v1.LabelSelector{MatchLabels:${goStringMap(selector['matchLabels']).text}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}`,
  );

/** The selector of a workload is for good. */
export function selectorStays({ before, after }: Change): Cause[] {
  const [old, next] = [digObject(before, 'spec', 'selector'), digObject(after, 'spec', 'selector')];
  if (isSame(old, next)) return [];
  return [invalid('spec.selector', next ? goSelector(next) : 'null', 'field is immutable')];
}

/** The fields of a StatefulSet that may change, by the version that first let them. */
const CHANGEABLE: readonly { from: number; fields: readonly string[] }[] = [
  {
    from: 34,
    fields: [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'revisionHistoryLimit',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ],
  },
  {
    from: 27,
    fields: [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ],
  },
  {
    from: 23,
    fields: ['replicas', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'],
  },
  { from: 0, fields: ['replicas', 'template', 'updateStrategy'] },
];

export function statefulSetStays({ before, after, minor }: Change): Cause[] {
  const fields = CHANGEABLE.find(({ from }) => from <= minor)?.fields ?? [];
  const fixed = (object: KubeObject) =>
    Object.fromEntries(Object.entries(digObject(object, 'spec') ?? {}).filter(([field]) => !fields.includes(field)));
  if (isSame(fixed(before), fixed(after))) return [];
  const quoted = fields.map((field) => `'${field}'`);
  const comma = minor >= 34 || fields.length === 3 ? ',' : '';
  const told = `${quoted.slice(0, -1).join(', ')}${comma} and ${quoted.at(-1)}`;
  return [forbidden('spec', `updates to statefulset spec for fields other than ${told} are forbidden`)];
}
