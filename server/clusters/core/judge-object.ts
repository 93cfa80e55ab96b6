import { at, json, list, text, textOrNull } from '~/server/kernel/json';
import type { Status } from '~/server/kernel/status';
import type { KubeObject } from '~/server/kube/member';
import { WORKLOAD_KINDS, type WorkloadKind } from '../model/inventory';
import { judgeNode } from './judge-node';
import { judgePod } from './judge-pod';
import { judgeWorkload } from './judge-workload';
import { type Condition, condition, count } from './read-object';

export type JudgedObject = { status: Status; reason: string; since: string | null };

/**
 * How an object of any kind is, since when, and why: workloads and nodes by the rules of the inventory, others by phase or by
 * the conditions that kinds have in common. Null where it says nothing of a state, as a ConfigMap; what it says and nobody
 * understands is `unknown`.
 */
export function judgeObject(kind: { group: string; kind: string }, object: KubeObject): JudgedObject | null {
  const deleting = textOrNull(object.metadata.deletionTimestamp);
  if (deleting !== null) return { status: 'progressing', reason: 'Terminating', since: deleting };
  const judged = judgeKind(kind, object);
  return judged && { since: sinceOf(object, judged), ...judged };
}

type Judged = { status: Status; reason: string; since?: string | null };

function judgeKind({ group, kind }: { group: string; kind: string }, object: KubeObject): Judged | null {
  if (isWorkload(group, kind)) {
    const { status, reason } = judgeWorkload(object, kind);
    return { status, reason };
  }
  if (group === '' && kind === 'Node') return judgeNode(object);
  if (group === '' && kind === 'Pod') return judgePod(object);
  const phases = group === '' ? PHASES[kind] : undefined;
  if (phases) return byPhase(phases, text(at(object, 'status', 'phase')));
  return byReplicas(group, object) ?? byConditions(object);
}

const isWorkload = (group: string, kind: string): kind is WorkloadKind =>
  group === (kind === 'Job' || kind === 'CronJob' ? 'batch' : 'apps') &&
  WORKLOAD_KINDS.some((workload) => workload === kind);

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase and of NamespacePhase */
const PHASES: Record<string, Record<string, Status>> = {
  Namespace: { Active: 'healthy', Terminating: 'progressing' },
  PersistentVolume: {
    ...{ Pending: 'progressing', Available: 'healthy', Bound: 'healthy' },
    ...{ Released: 'degraded', Failed: 'failed' },
  },
  PersistentVolumeClaim: { Pending: 'progressing', Bound: 'healthy', Lost: 'failed' },
};

const byPhase = (phases: Record<string, Status>, phase: string): Judged => ({
  status: Object.hasOwn(phases, phase) ? (phases[phase] ?? 'unknown') : 'unknown',
  reason: phase || 'NoStatus',
});

/** What counts replicas besides the workloads; built-in kinds leave a count of zero out, others then say nothing by it. */
function byReplicas(group: string, object: KubeObject): Judged | undefined {
  const [wanted, ready] = [at(object, 'spec', 'replicas'), at(object, 'status', 'readyReplicas')];
  const counts = typeof ready === 'number' || group === 'apps' || group === '';
  if (typeof wanted !== 'number' || !counts) return undefined;
  if (wanted === 0) return { status: 'suspended', reason: 'ScaledToZero' };
  if (isOld(object)) return { status: 'progressing', reason: 'NotObserved' };
  if (count(ready) >= wanted) return { status: 'healthy', reason: 'Available' };
  return count(ready) === 0
    ? { status: 'failed', reason: 'NoneReady' }
    : { status: 'degraded', reason: 'SomeNotReady' };
}

/** https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties */
function byConditions(object: KubeObject): Judged | null {
  const of = (type: string) => condition(at(object, 'status', 'conditions'), type);
  const failed = of('Failed');
  if (failed?.status === 'True') return said('failed', failed, 'Failed');
  if (at(object, 'spec', 'suspend') === true) return { status: 'suspended', reason: 'Suspended' };
  const ready = of('Ready') ?? of('Available');
  if (!ready) return null;
  if (isOld(object)) return { status: 'progressing', reason: 'NotObserved' };
  if (ready.status === 'True') return said('healthy', ready, 'Ready');
  return said(ready.status === 'False' ? 'degraded' : 'unknown', ready, 'NotReady');
}

const said = (status: Status, { reason, at: since }: Condition, otherwise: string): Judged => ({
  status,
  reason: reason || otherwise,
  since,
});

/** Whether the status is about an older text of the object. */
const isOld = (object: KubeObject): boolean => {
  const observed = at(object, 'status', 'observedGeneration');
  return typeof observed === 'number' && observed < (object.metadata.generation ?? 0);
};

/** When the condition that is the reason, or that says the same of the whole object, last changed. */
function sinceOf(object: KubeObject, { status, reason }: Judged): string | null {
  const conditions = list(at(object, 'status', 'conditions')).map(json);
  const isCause = (entry: Record<string, unknown>) => entry['type'] === reason || entry['reason'] === reason;
  const truth = status === 'healthy' ? 'True' : 'False';
  const isWhole = (entry: Record<string, unknown>) =>
    (entry['type'] === 'Available' || entry['type'] === 'Ready') && entry['status'] === truth;
  const found = conditions.find(isCause) ?? conditions.find(isWhole);
  return textOrNull(found?.['lastTransitionTime']);
}
