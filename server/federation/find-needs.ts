import { podRequests } from '~/server/clusters/core/pod-requests';
import { at, type Json, json } from '~/server/kernel/json';
import { replicasOf } from './core/share-replicas';
import type { Room } from './model/candidate';

const NOTHING: Room = { cpuMillis: 0, memoryBytes: 0, pods: 0 };

/**
 * What the pods of these objects ask for in all. How many pods a DaemonSet or a CronJob has its cluster decides: they count for
 * nothing here.
 */
export function needsOf(objects: readonly Json[]): Room {
  return objects.reduce<Room>((sum, object) => plus(sum, needOf(object), 1), NOTHING);
}

/** What is asked for beyond what was: never less than nothing. */
export function moreNeeded(before: readonly Json[], after: readonly Json[]): Room {
  const { cpuMillis, memoryBytes, pods } = plus(needsOf(after), needsOf(before), -1);
  return { cpuMillis: Math.max(0, cpuMillis), memoryBytes: Math.max(0, memoryBytes), pods: Math.max(0, pods) };
}

/** Of what there is too little. */
export const lacking = (needs: Room, free: Room): (keyof Room)[] =>
  (['cpuMillis', 'memoryBytes', 'pods'] as const).filter((one) => needs[one] > 0 && needs[one] > free[one]);

function needOf(object: Json): Room {
  const [pods, spec] = podsOf(object);
  const { cpu_request_millis: cpu, memory_request_bytes: memory } = podRequests(json(spec));
  return { cpuMillis: pods * cpu, memoryBytes: pods * memory, pods };
}

function podsOf(object: Json): [pods: number, spec: unknown] {
  const spec = at(object, 'spec', 'template', 'spec');
  if (object['kind'] === 'Pod' && object['apiVersion'] === 'v1') return [1, object['spec']];
  if (object['kind'] === 'DaemonSet') return [0, spec];
  if (object['kind'] === 'Job') return [Number(at(object, 'spec', 'parallelism') ?? 1) || 0, spec];
  return spec === undefined ? [0, undefined] : [replicasOf({ object }) ?? 0, spec];
}

const plus = (one: Room, other: Room, sign: 1 | -1): Room => ({
  cpuMillis: one.cpuMillis + sign * other.cpuMillis,
  memoryBytes: one.memoryBytes + sign * other.memoryBytes,
  pods: one.pods + sign * other.pods,
});
