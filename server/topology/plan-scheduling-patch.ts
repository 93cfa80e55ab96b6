import { at, type Json } from '~/server/kernel/json';
import type { JsonPatchOperation } from '~/server/kube/member-client';
import { diffFields } from '~/server/objects/core/diff-fields';
import { type ActionPlan, guarded } from '~/server/objects/core/plan-action';
import type { KindRef } from '~/server/objects/model/ref';
import { minorOf, planAccess } from './core/plan-access';
import { planScheduling } from './core/plan-scheduling';
import type { SchedulingEdit, SchedulingIntent, ServiceAccess } from './model/scheduling';

const WORKLOADS = new Set(['deployments', 'statefulsets', 'daemonsets']);

/** The edit of one object as a guarded patch with what it changes; refused for kinds that have no such fields. */
export function planSchedulingPatch(
  { group, plural }: Pick<KindRef, 'group' | 'plural'>,
  object: Json,
  edit: SchedulingEdit,
  version: string | null,
): ActionPlan {
  if (edit.of === 'workload') {
    if (group !== 'apps' || !WORKLOADS.has(plural))
      return { kind: 'refused', said: 'is no workload that can be placed' };
    return placePods(object, edit.intent);
  }
  if (group !== '' || plural !== 'services') return { kind: 'refused', said: 'is no service' };
  return accessService(object, edit.access, version);
}

function placePods(workload: Json, intent: SchedulingIntent): ActionPlan {
  const planned = Object.entries(planScheduling(workload, intent));
  const before = (field: string) => at(workload, 'spec', 'template', 'spec', field);
  const changes = planned.flatMap(([field, after]) => diffFields(before(field), after, `spec.template.spec.${field}`));
  if (changes.length === 0) return { kind: 'nothing' };
  const operations = planned.flatMap(([field, after]) => put(`/spec/template/spec/${field}`, before(field), after));
  return guarded(workload, operations, changes);
}

function accessService(service: Json, access: ServiceAccess, version: string | null): ActionPlan {
  const plan = planAccess(service, access, minorOf(version));
  if (!plan.ok) return { kind: 'refused', said: plan.said };
  const annotations = at(service, 'metadata', 'annotations');
  const had = (key: string) => at(annotations, key);
  const before = { spec: at(service, 'spec', 'trafficDistribution') };
  const after = plan.trafficDistribution ?? undefined;
  const changes = [
    ...diffFields(before.spec, after, 'spec.trafficDistribution'),
    ...Object.entries(plan.annotations).flatMap(([key, value]) =>
      diffFields(had(key), value ?? undefined, `metadata.annotations["${key}"]`),
    ),
  ];
  if (changes.length === 0) return { kind: 'nothing' };
  const entries = Object.entries(plan.annotations);
  const parent: JsonPatchOperation[] =
    annotations === undefined && entries.some(([, value]) => value !== null)
      ? [{ op: 'add', path: '/metadata/annotations', value: {} }]
      : [];
  const operations = [
    ...put('/spec/trafficDistribution', before.spec, after),
    ...parent,
    ...entries.flatMap(([key, value]) =>
      put(`/metadata/annotations/${key.replaceAll('/', '~1')}`, had(key), value ?? undefined),
    ),
  ];
  return guarded(service, operations, changes);
}

/** RFC 6902: `add` puts or replaces; what is absent cannot be removed. */
function put(path: string, before: unknown, after: unknown): JsonPatchOperation[] {
  if (after !== undefined) return [{ op: 'add', path, value: after }];
  return before === undefined ? [] : [{ op: 'remove', path }];
}
