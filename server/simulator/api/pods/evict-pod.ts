import { ApiError, badRequest } from '~/server/simulator/api/api-error';
import {
  dig,
  digList,
  digNumber,
  digObject,
  isObject,
  type KubeObject,
  timestamp,
} from '~/server/simulator/api/object';
import type { Store, Stored } from '~/server/simulator/api/store';
import { parseDeleteOptions, removeObject } from '~/server/simulator/api/write/remove';
import type { Target, Writer } from '~/server/simulator/api/write/writer';
import { BUDGETS, isBeyondBudgets, isBudgetOf } from './disruption-budget';

/**
 * Deletes a pod if its disruption budget has room, and takes the room (https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/).
 * Throws 429 with the budget's words when there is none, 500 when more than one budget is about the pod.
 */
export function evictPod(writer: Writer, target: Target, current: Stored, body: unknown): void {
  const eviction = readEviction(writer, target, body);
  const options = parseDeleteOptions(eviction['deleteOptions'], new URLSearchParams());
  const pod = current.object();
  if (!isBeyondBudgets(pod)) takeRoom(writer, pod);
  removeObject(writer, { ...target, subresource: '' }, current, options);
}

function readEviction({ registry: { minor } }: Writer, { name }: Target, body: unknown) {
  const eviction = isObject(body) ? body : {};
  const given = eviction['apiVersion'] ?? '';
  if (given !== '' && !versionsOf(minor).includes(String(given))) {
    const version = String(given).split('/').at(-1);
    throw badRequest(
      `Eviction in version "${version}" cannot be handled as a Eviction: no kind "Eviction" is registered for version "${given}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
    );
  }
  if (dig(eviction, 'metadata', 'name') !== name)
    throw badRequest('name in URL does not match name in Eviction object');
  return eviction;
}

/** Of an eviction, which is no object, policy/v1beta1 is taken for good, though budgets are no longer served in it. */
const versionsOf = (minor: number) => (minor < 22 ? ['policy/v1beta1'] : ['policy/v1', 'policy/v1beta1']);

function takeRoom(writer: Writer, pod: KubeObject): void {
  const [budget, another] = budgetsOf(writer.store, pod, writer.registry.minor);
  if (!budget) return;
  if (another) {
    const message = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
    throw new ApiError({ code: 500, message });
  }
  const count = (field: string) => digNumber(budget, 'status', field) ?? 0;
  const { name, generation = 0 } = budget.metadata;
  if (count('observedGeneration') < generation)
    throw noRoom(`The disruption budget ${name} is still being processed by the server.`, 10);
  if (isSpareUnready(writer, budget, pod)) return;
  if (count('disruptionsAllowed') <= 0) {
    const [needed, healthy] = [count('desiredHealthy'), count('currentHealthy')];
    throw noRoom(`The disruption budget ${name} needs ${needed} healthy pods and has ${healthy} currently`);
  }
  if (!writer.dryRun) writer.store.put(BUDGETS, withDisruption(budget, pod.metadata.name, writer.now));
}

function noRoom(why: string, retryAfterSeconds?: number): ApiError {
  const causes = [{ reason: 'DisruptionBudget', message: why }];
  return new ApiError({
    code: 429,
    reason: 'TooManyRequests',
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    details: { causes, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
  });
}

const budgetsOf = (store: Store, pod: KubeObject, minor: number) =>
  store
    .all(BUDGETS)
    .filter(({ namespace }) => namespace === pod.metadata.namespace)
    .map((stored) => stored.object())
    .filter((budget) => isBudgetOf(budget, pod, minor));

/** From 1.22 on a pod that is not ready may go while enough others are (`IfHealthyBudget`), or always where that is asked for. */
function isSpareUnready({ registry }: Writer, budget: KubeObject, pod: KubeObject): boolean {
  const isReady = digList(pod, 'status', 'conditions').some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  if (isReady || registry.minor < 22) return false;
  const [healthy, needed] = ['currentHealthy', 'desiredHealthy'].map(
    (field) => digNumber(budget, 'status', field) ?? 0,
  );
  const isAlways = registry.minor >= 26 && dig(budget, 'spec', 'unhealthyPodEvictionPolicy') === 'AlwaysAllow';
  return isAlways || ((needed ?? 0) > 0 && (healthy ?? 0) >= (needed ?? 0));
}

function withDisruption(budget: KubeObject, pod: string, now: Date): KubeObject {
  const status = digObject(budget, 'status') ?? {};
  const disruptionsAllowed = Number(status['disruptionsAllowed']) - 1;
  const disruptedPods = { ...digObject(status, 'disruptedPods'), [pod]: timestamp(now) };
  return { ...budget, status: { ...status, disruptedPods, disruptionsAllowed } };
}
