import { json as fields, list, text } from '~/server/kernel/json';
import type { Status } from '~/server/kernel/status';
import type { KubeObject } from '~/server/kube/member';
import type { WorkloadKind } from '../model/inventory';
import { condition, count } from './read-object';

type JudgedWorkload = { status: Status; reason: string; desired: number; ready: number };

/** How a workload is, and its pods wanted and ready; the one rule for the inventory and for pages of one object. */
export function judgeWorkload(object: KubeObject, kind: WorkloadKind): JudgedWorkload {
  const { generation = 0, deletionTimestamp } = object.metadata;
  const judged = JUDGES[kind](fields(object['spec']), fields(object['status']), generation);
  return deletionTimestamp === undefined ? judged : { ...judged, status: 'progressing', reason: 'Terminating' };
}

type Fields = Record<string, unknown>;
type Judge = (spec: Fields, status: Fields, generation: number) => JudgedWorkload;

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#complete-deployment */
const ROLLED_OUT = 'NewReplicaSetAvailable';

const deployment: Judge = (spec, status, generation) => {
  const desired = count(spec['replicas'], 1);
  const ready = count(status['readyReplicas']);
  const numbers = { desired, ready };
  const progressing = condition(status['conditions'], 'Progressing');
  if (spec['paused'] === true) return { status: 'suspended', reason: 'Paused', ...numbers };
  if (desired === 0) return { status: 'suspended', reason: 'ScaledToZero', ...numbers };
  if (count(status['observedGeneration']) < generation)
    return { status: 'progressing', reason: 'NotObserved', ...numbers };
  if (progressing?.status === 'False')
    return { status: ready === 0 ? 'failed' : 'degraded', reason: progressing.reason, ...numbers };
  const isRollingOut = progressing !== undefined && progressing.reason !== ROLLED_OUT && ready < desired;
  if (isRollingOut || count(status['updatedReplicas']) < desired)
    return { status: 'progressing', reason: 'RollingOut', ...numbers };
  return byReadiness(numbers);
};

const statefulSet: Judge = (spec, status, generation) => {
  const numbers = { desired: count(spec['replicas'], 1), ready: count(status['readyReplicas']) };
  if (numbers.desired === 0) return { status: 'suspended', reason: 'ScaledToZero', ...numbers };
  if (count(status['observedGeneration']) < generation)
    return { status: 'progressing', reason: 'NotObserved', ...numbers };
  const rolling =
    text(status['updateRevision']) !== text(status['currentRevision']) && status['currentRevision'] !== undefined;
  return rolling ? { status: 'progressing', reason: 'RollingOut', ...numbers } : byReadiness(numbers);
};

const daemonSet: Judge = (_spec, status, generation) => {
  const numbers = { desired: count(status['desiredNumberScheduled']), ready: count(status['numberReady']) };
  if (count(status['observedGeneration']) < generation)
    return { status: 'progressing', reason: 'NotObserved', ...numbers };
  if (count(status['updatedNumberScheduled'], numbers.desired) < numbers.desired) {
    return { status: 'progressing', reason: 'RollingOut', ...numbers };
  }
  return numbers.desired === 0 ? { status: 'healthy', reason: 'NoNodes', ...numbers } : byReadiness(numbers);
};

const job: Judge = (spec, status) => {
  const numbers = { desired: count(spec['completions'], 1), ready: count(status['succeeded']) };
  const failed = condition(status['conditions'], 'Failed');
  if (failed?.status === 'True') return { status: 'failed', reason: failed.reason || 'Failed', ...numbers };
  if (condition(status['conditions'], 'Complete')?.status === 'True')
    return { status: 'healthy', reason: 'Complete', ...numbers };
  if (spec['suspend'] === true) return { status: 'suspended', reason: 'Suspended', ...numbers };
  return { status: 'progressing', reason: 'Running', ...numbers };
};

const cronJob: Judge = (spec, status) => {
  const active = list(status['active']).length;
  const numbers = { desired: active, ready: active };
  if (spec['suspend'] === true) return { status: 'suspended', reason: 'Suspended', ...numbers };
  return { status: 'healthy', reason: active > 0 ? 'Running' : 'Scheduled', ...numbers };
};

const JUDGES: Record<WorkloadKind, Judge> = {
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  Job: job,
  CronJob: cronJob,
};

function byReadiness(numbers: { desired: number; ready: number }): JudgedWorkload {
  if (numbers.ready >= numbers.desired) return { status: 'healthy', reason: 'Available', ...numbers };
  if (numbers.ready === 0) return { status: 'failed', reason: 'NoneReady', ...numbers };
  return { status: 'degraded', reason: 'SomeNotReady', ...numbers };
}
