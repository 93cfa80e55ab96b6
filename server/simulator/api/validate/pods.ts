import type { Cause } from '~/server/simulator/api/api-error';
import { digList, digObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { forbidden, GoText, invalid } from './field-error';

const DEADLINE = 'spec.activeDeadlineSeconds';
const FIXED =
  'pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations` (only additions to existing tolerations)';

/** What of a pod may not change (`ValidatePodUpdate`): nearly everything. */
export function podStays({ before, after }: Change): Cause[] {
  const [was, is] = [digObject(before, 'spec') ?? {}, digObject(after, 'spec') ?? {}];
  for (const field of ['containers', 'initContainers']) {
    if (digList(was, field).length !== digList(is, field).length)
      return [forbidden(`spec.${field}`, 'pod updates may not add or remove containers')];
  }
  const [old, deadline] = [was['activeDeadlineSeconds'], is['activeDeadlineSeconds']];
  if (typeof deadline === 'number' && typeof old === 'number' && deadline > old)
    return [invalid(DEADLINE, deadline, 'must be less than or equal to previous value')];
  const dropped =
    deadline === undefined && old !== undefined
      ? [invalid(DEADLINE, new GoText('(*int64)(nil)'), 'must not update from a positive integer to nil value')]
      : [];
  const kept = digList(was, 'tolerations').every((one) =>
    digList(is, 'tolerations').some((other) => isLike(one, other)),
  );
  const tolerations = kept
    ? []
    : [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')];
  return [...dropped, ...tolerations, ...(isSame(fixedOf(was), fixedOf(is)) ? [] : [forbidden('spec', FIXED)])];
}

const isLike = (one: JsonObject, other: JsonObject) =>
  ['key', 'operator', 'value', 'effect'].every((field) => (one[field] ?? '') === (other[field] ?? ''));

function fixedOf({ activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...spec }: JsonObject): JsonObject {
  const withoutImages = (field: string) => digList(spec, field).map(({ image: _image, ...container }) => container);
  return { ...spec, containers: withoutImages('containers'), initContainers: withoutImages('initContainers') };
}

/** What a change of a pod need not repeat of what admission gave it. */
export function withKeptDefaults(before: KubeObject, pod: KubeObject): KubeObject {
  const was = digObject(before, 'spec') ?? {};
  const spec = { ...digObject(pod, 'spec') };
  for (const field of ['priority', 'preemptionPolicy']) spec[field] ??= was[field];
  return { ...pod, spec };
}
