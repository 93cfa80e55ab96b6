import { at, type Json, json, text } from '~/server/kernel/json';
import type { JsonPatchOperation, Patch } from '~/server/kube/member-client';
import type { ActionPreview, ObjectAction } from '../model/action';
import type { KindRef } from '../model/ref';
import type { FieldDifference } from './diff-fields';

/** The request that carries an action out, what it changes, or why it does not apply. */
export type ActionPlan =
  | { kind: 'patch'; patch: Patch; changes: ActionPreview['changes'] }
  | { kind: 'delete'; propagation: 'Background' | 'Foreground' | 'Orphan'; changes: ActionPreview['changes'] }
  | { kind: 'nothing' }
  | { kind: 'refused'; said: string };

type Subject = Pick<KindRef, 'group' | 'plural'>;
type Simple = Exclude<ObjectAction, { do: 'undo' }>;

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const RESTARTABLE = new Set(['deployments', 'statefulsets', 'daemonsets']);
const SCALABLE = new Set(['deployments', 'statefulsets', 'replicasets']);

/** `now`: ISO 8601, written where kubectl writes it. Every patch is guarded by the version that was read. */
export function planAction(subject: Subject, object: Json, action: Simple, now: string): ActionPlan {
  const spec = json(object['spec']);
  const isApps = subject.group === 'apps';
  switch (action.do) {
    case 'scale': {
      if (!isApps || !SCALABLE.has(subject.plural)) return refused('has no replicas to set');
      return set(object, '/spec/replicas', 'spec.replicas', spec['replicas'], action.replicas);
    }
    case 'restart': {
      if (!isApps || !RESTARTABLE.has(subject.plural)) return refused('is no workload that restarts its pods');
      if (spec['paused'] === true) return refused('is paused: resume it first');
      return restart(object, now);
    }
    case 'pause':
    case 'resume':
      return pause(subject, object, action.do === 'pause');
    case 'cordon':
    case 'uncordon': {
      if (subject.group !== '' || subject.plural !== 'nodes') return refused('is no node');
      const before = spec['unschedulable'] === true;
      return set(object, '/spec/unschedulable', 'spec.unschedulable', before, action.do === 'cordon');
    }
    case 'delete':
      return {
        ...{ kind: 'delete', propagation: action.propagation },
        changes: [{ path: '', before: text(at(object, 'metadata', 'name')), after: null }],
      };
  }
}

const refused = (said: string): ActionPlan => ({ kind: 'refused', said });

/** A patch that fails when the object is not what was read: https://www.rfc-editor.org/rfc/rfc6902#section-4.6 */
export function guarded(object: Json, operations: JsonPatchOperation[], changes: FieldDifference[]): ActionPlan {
  const version = at(object, 'metadata', 'resourceVersion');
  const guard: JsonPatchOperation = { op: 'test', path: '/metadata/resourceVersion', value: version };
  return { kind: 'patch', patch: { kind: 'json', operations: [guard, ...operations] }, changes };
}

function set(object: Json, pointer: string, path: string, before: unknown, after: boolean | number): ActionPlan {
  if (before === after) return { kind: 'nothing' };
  const changes = [{ path, before: before === undefined ? null : String(before), after: String(after) }];
  return guarded(object, [{ op: 'add', path: pointer, value: after }], changes);
}

function restart(object: Json, now: string): ActionPlan {
  const annotations = at(object, 'spec', 'template', 'metadata', 'annotations');
  const before = text(json(annotations)[RESTARTED_AT]);
  const pointer = '/spec/template/metadata/annotations';
  const key = RESTARTED_AT.replaceAll('/', '~1');
  const parents: JsonPatchOperation[] = [
    ...(at(object, 'spec', 'template', 'metadata') === undefined
      ? [{ op: 'add' as const, path: '/spec/template/metadata', value: {} }]
      : []),
    ...(annotations === undefined ? [{ op: 'add' as const, path: pointer, value: {} }] : []),
  ];
  const operation: JsonPatchOperation = { op: 'add', path: `${pointer}/${key}`, value: now };
  const path = `spec.template.metadata.annotations["${RESTARTED_AT}"]`;
  return guarded(object, [...parents, operation], [{ path, before: before || null, after: now }]);
}

/** Deployments are paused, CronJobs and Jobs suspended. */
function pause({ group, plural }: Subject, object: Json, wanted: boolean): ActionPlan {
  const field = group === 'apps' && plural === 'deployments' ? 'paused' : group === 'batch' ? 'suspend' : undefined;
  if (field === undefined) return refused('cannot be paused');
  const before = json(object['spec'])[field] === true;
  return set(object, `/spec/${field}`, `spec.${field}`, before, wanted);
}
