import { dig, digText, type KubeObject } from '~/server/simulator/api/object';
import { objectSelector } from '~/server/simulator/api/select/object-selector';

export const BUDGETS = 'policy/poddisruptionbudgets';

/** Whether a budget is about a pod. An empty selector is about all pods of its namespace, in v1beta1 about none. */
export function isBudgetOf(budget: KubeObject, pod: KubeObject, minor: number): boolean {
  const selector = dig(budget, 'spec', 'selector');
  const isEmpty = JSON.stringify(selector) === '{}';
  return (!isEmpty || minor >= 21) && objectSelector(selector)(pod.metadata.labels);
}

/** Pods whose end disrupts nobody: they do not run yet, or no longer. */
export const isBeyondBudgets = (pod: KubeObject) =>
  pod.metadata.deletionTimestamp !== undefined ||
  ['Pending', 'Succeeded', 'Failed'].includes(digText(pod, 'status', 'phase') ?? 'Pending');
