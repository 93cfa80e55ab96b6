import { dig, digNumber, digObject, digText, type KubeObject, timestamp } from '~/server/simulator/api/object';
import { isBeyondBudgets, isBudgetOf } from '~/server/simulator/api/pods/disruption-budget';
import { isReady } from './pods/pods';
import { resolveShare } from './workloads/plan-rollout';
import { CONTROLLER_STATUS, controllerOf, type World, withCondition } from './world';

/** An evicted pod that has not gone after this long is counted again (the disruption controller's DeletionTimeout). */
const FORGIVEN_MS = 120_000;
const BUDGET = { apiVersion: 'policy/v1', plural: 'poddisruptionbudgets' };

/** Counts what a budget is about: how many pods there should be, how many are healthy, and how many may go. */
export function reconcileBudget(world: World, namespace: string, name: string): void {
  const budget = world.objects.get(BUDGET.apiVersion, BUDGET.plural, name, namespace);
  if (!budget || budget.metadata.deletionTimestamp) return;
  const pods = world.objects
    .list('v1', 'pods', namespace)
    .filter((pod) => isBudgetOf(budget, pod, world.minor) && !isOver(pod));
  const disrupted = stillDisrupted(world, budget, pods);
  if (Object.keys(disrupted).length > 0) world.enqueue('budget', namespace, name, FORGIVEN_MS);
  const counted = pods.filter((pod) => isReady(pod) && !isBeyondBudgets(pod) && !(pod.metadata.name in disrupted));
  const { expected, desired } = wantedBy(world, budget, pods);
  const allowed = expected > 0 ? Math.max(0, counted.length - desired) : 0;
  const status = {
    ...(Object.keys(disrupted).length > 0 ? { disruptedPods: disrupted } : {}),
    currentHealthy: counted.length,
    desiredHealthy: desired,
    disruptionsAllowed: allowed,
    expectedPods: expected,
  };
  world.objects.change(
    { ...BUDGET, name, namespace },
    (draft) => {
      const conditions = conditionsOf(world, draft, allowed);
      draft['status'] = { observedGeneration: draft.metadata.generation, ...status, ...conditions };
    },
    CONTROLLER_STATUS,
  );
}

/** The budgets that a change of a pod may concern are counted again. */
export function wakeBudgets(world: World, pod: KubeObject): void {
  const { namespace = '' } = pod.metadata;
  for (const budget of world.objects.list(BUDGET.apiVersion, BUDGET.plural, namespace))
    if (isBudgetOf(budget, pod, world.minor)) world.enqueue('budget', namespace, budget.metadata.name);
}

const isOver = (pod: KubeObject) => ['Succeeded', 'Failed'].includes(digText(pod, 'status', 'phase') ?? '');

function stillDisrupted(world: World, budget: KubeObject, pods: readonly KubeObject[]): Record<string, unknown> {
  const there = new Set(
    pods.filter(({ metadata }) => !metadata.deletionTimestamp).map(({ metadata }) => metadata.name),
  );
  const known = Object.entries(digObject(budget, 'status', 'disruptedPods') ?? {});
  const isRecent = (at: unknown) => world.now().getTime() - Date.parse(String(at)) < FORGIVEN_MS;
  return Object.fromEntries(known.filter(([name, at]) => there.has(name) && isRecent(at)));
}

/** A number of pods is counted in pods, everything else in what their controllers want. */
function wantedBy(
  world: World,
  budget: KubeObject,
  pods: readonly KubeObject[],
): { expected: number; desired: number } {
  const [least, most] = [dig(budget, 'spec', 'minAvailable'), dig(budget, 'spec', 'maxUnavailable')];
  if (typeof least === 'number') return { expected: pods.length, desired: least };
  const expected = wantedByOwners(world, pods);
  if (most === undefined || most === null) return { expected, desired: resolveShare(least, expected, 'up') };
  return { expected, desired: Math.max(0, expected - resolveShare(most, expected, 'up')) };
}

function wantedByOwners(world: World, pods: readonly KubeObject[]): number {
  const owners = new Map(pods.map((pod) => [controllerOf(pod)?.uid, pod]));
  const wanted = [...owners.values()].map((pod) => replicasAbove(world, pod));
  return wanted.reduce((sum, replicas) => sum + replicas, 0);
}

const SCALED: Record<string, string> = {
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  Deployment: 'deployments',
};

/** The replicas that the topmost workload above an object wants. */
function replicasAbove(world: World, object: KubeObject): number {
  const owner = controllerOf(object);
  const plural = owner && SCALED[owner.kind];
  const found = plural && world.objects.get('apps/v1', plural, owner.name, object.metadata.namespace);
  if (!found) return 0;
  return controllerOf(found) ? replicasAbove(world, found) : (digNumber(found, 'spec', 'replicas') ?? 1);
}

/** Conditions are told from 1.21 on. */
function conditionsOf(world: World, budget: KubeObject, allowed: number): object {
  if (world.minor < 21) return {};
  const condition = {
    type: 'DisruptionAllowed',
    status: allowed > 0 ? 'True' : 'False',
    reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
    observedGeneration: budget.metadata.generation,
  };
  return { conditions: withCondition(dig(budget, 'status', 'conditions'), condition, timestamp(world.now())) };
}
