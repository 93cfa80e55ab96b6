import type { Condition, ObjectView } from '~/server/objects/model/view';
import type { StatusWord } from '../../ui/status-words';

export type Judgement = { status: StatusWord; reason: string; since: string | null };

type Judged = Pick<ObjectView, 'conditions' | 'replicas' | 'paused' | 'unschedulable' | 'deletingSince'>;

const PRESSURE = /^(Memory|Disk|PID)Pressure$|^NetworkUnavailable$/;

/** How an object is, in the words that the inventory has for workloads and nodes, from what kinds have in common; undefined where it says nothing of a state, as a ConfigMap. */
export function judgeObject(view: Judged): Judgement | undefined {
  if (view.deletingSince !== null) return { status: 'progressing', reason: 'Terminating', since: view.deletingSince };
  const find = (type: string) => view.conditions.find((condition) => condition.type === type);
  const failed = find('Failed');
  if (failed?.status === 'True') return of('failed', failed);
  if (view.replicas) return judgeReplicas(view, view.replicas, find);
  const complete = find('Complete');
  if (complete?.status === 'True') return of('healthy', complete, 'Complete');
  if (view.paused) return { status: 'suspended', reason: 'Suspended', since: null };
  const ready = find('Ready') ?? find('Available');
  const pressure = view.conditions.find(({ type, status }) => PRESSURE.test(type) && status === 'True');
  if (view.unschedulable !== null && ready?.status === 'True' && pressure)
    return of('degraded', pressure, pressure.type);
  return ready && judgeReady(ready, view.unschedulable);
}

type Find = (type: string) => Condition | undefined;

function judgeReplicas(view: Judged, replicas: NonNullable<ObjectView['replicas']>, find: Find): Judgement {
  const { desired, ready, updated } = replicas;
  const [progressing, available] = [find('Progressing'), find('Available')];
  const since = available?.at ?? progressing?.at ?? null;
  if (view.paused) return { status: 'suspended', reason: 'Paused', since };
  if (desired === 0) return { status: 'suspended', reason: 'ScaledToZero', since };
  if (progressing?.status === 'False') return of(ready === 0 ? 'failed' : 'degraded', progressing);
  if (updated < desired) return { status: 'progressing', reason: 'RollingOut', since };
  if (ready === 0) return { status: 'failed', reason: 'NoneReady', since };
  if (ready < desired) return { status: 'degraded', reason: 'SomeNotReady', since };
  return { status: 'healthy', reason: '', since };
}

function judgeReady(ready: Condition, unschedulable: boolean | null): Judgement {
  if (ready.status === 'Unknown') return of('unknown', ready);
  if (ready.status === 'True') return unschedulable ? of('suspended', ready, 'Cordoned') : of('healthy', ready, '');
  if (ready.reason === 'PodCompleted') return of('suspended', ready, 'Complete');
  return of(unschedulable === null ? 'degraded' : 'failed', ready);
}

const of = (status: StatusWord, { reason, at }: Condition, words = reason): Judgement => ({
  status,
  reason: words,
  since: at,
});
