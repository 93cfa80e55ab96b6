import { at, isJson, type Json, json, list, text, whole } from '~/server/kernel/json';
import type { DrainOptions, DrainPlan } from '../model/drain';

const STATIC = 'kubernetes.io/config.mirror';

/** What draining a node does with each of its pods, as `kubectl drain` decides it. */
export function planDrain(pods: readonly Json[], budgets: readonly Json[], options: DrainOptions): DrainPlan {
  const plan: DrainPlan = { evicted: [], stays: [], blocked: [], budgets: [] };
  for (const pod of pods) {
    const metadata = json(pod['metadata']);
    const named = { namespace: text(metadata['namespace']), name: text(metadata['name']) };
    const owner = json(list(metadata['ownerReferences']).find((one) => isJson(one) && one['controller'] === true));
    const kind = text(owner['kind']);
    const stays = whyItStays(pod, kind);
    const blocked = stays ? undefined : whyItIsBlocked(pod, kind, options);
    if (stays) plan.stays.push({ ...named, why: stays });
    else if (blocked) plan.blocked.push({ ...named, why: blocked });
    else plan.evicted.push({ ...named, owner: kind === '' ? '' : `${kind}/${text(owner['name'])}` });
  }
  return { ...plan, budgets: exhausted(pods, plan, budgets) };
}

const hasEnded = (pod: Json) => ['Succeeded', 'Failed'].includes(text(at(pod, 'status', 'phase')));

function whyItStays(pod: Json, ownerKind: string): DrainPlan['stays'][number]['why'] | undefined {
  if (STATIC in json(at(pod, 'metadata', 'annotations'))) return 'static';
  return ownerKind === 'DaemonSet' && !hasEnded(pod) ? 'daemonSet' : undefined;
}

function whyItIsBlocked(
  pod: Json,
  ownerKind: string,
  options: DrainOptions,
): DrainPlan['blocked'][number]['why'] | undefined {
  if (hasEnded(pod)) return undefined;
  if (ownerKind === '' && !options.unmanaged) return 'unmanaged';
  return hasLocalData(pod) && !options.emptyDir ? 'emptyDir' : undefined;
}

/** An emptyDir dies with its pod; one in memory is no worse off than the pod itself, but kubectl asks all the same. */
const hasLocalData = (pod: Json) =>
  list(at(pod, 'spec', 'volumes')).some((volume) => isJson(volume) && 'emptyDir' in volume);

/** Budgets over pods to be evicted that allow no disruption as it is. */
function exhausted(pods: readonly Json[], { evicted }: DrainPlan, budgets: readonly Json[]): DrainPlan['budgets'] {
  const leaving = pods.filter((pod) =>
    evicted.some(
      ({ namespace, name }) => at(pod, 'metadata', 'namespace') === namespace && at(pod, 'metadata', 'name') === name,
    ),
  );
  return budgets.flatMap((budget) => {
    const namespace = text(at(budget, 'metadata', 'namespace'));
    const allowed = whole(at(budget, 'status', 'disruptionsAllowed'));
    const selector = json(at(budget, 'spec', 'selector'));
    const covered = leaving.filter(
      (pod) => at(pod, 'metadata', 'namespace') === namespace && selects(selector, json(at(pod, 'metadata', 'labels'))),
    );
    if (allowed > 0 || covered.length === 0) return [];
    return [{ namespace, name: text(at(budget, 'metadata', 'name')), allowed, pods: covered.length }];
  });
}

/** A LabelSelector over labels. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function selects(selector: Json, labels: Json): boolean {
  const equal = Object.entries(json(selector['matchLabels'])).every(([key, value]) => labels[key] === value);
  return (
    equal &&
    list(selector['matchExpressions'])
      .filter(isJson)
      .every((one) => expressionHolds(one, labels))
  );
}

function expressionHolds({ key, operator, values }: Json, labels: Json): boolean {
  const value = labels[text(key)];
  const among = list(values).includes(value);
  if (operator === 'In') return among;
  if (operator === 'NotIn') return !among;
  return operator === 'Exists' ? value !== undefined : value === undefined;
}
