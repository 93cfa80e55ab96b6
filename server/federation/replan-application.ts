import { randomUUID } from 'node:crypto';
import { recorded } from '~/server/audit/recorded';
import { type AuthorPlanDeps, authorPlan } from './author-plan';
import { findReplacing } from './core/find-replacing';
import { isGranted } from './is-granted';
import type { FederationDeps } from './plan-application';
import type { PlanStore, Standing } from './ports/plans';
import { isBlocked } from './preview-application';

export type ReplanDeps = AuthorPlanDeps &
  Pick<FederationDeps, 'applications' | 'audit' | 'changed'> & { plans: PlanStore };

const ACTOR = { kind: 'system', name: 'federation' } as const;

/**
 * Places an application anew, because the fleet is another than when it was saved: a cluster has come, or is not what it was. With
 * the rights that its author has now; `held` where they do not reach all that it has, or its overrides contradict each other there:
 * then all stays as it is until somebody saves it. `runs`: what is taken for running where, instead of what does.
 */
export async function replanApplication(
  deps: ReplanDeps,
  application: Standing,
  runs?: ReadonlyMap<string, number | null>,
): Promise<'same' | 'held' | 'replaced'> {
  const { id, name, revision, namespaces } = application;
  const [own, before] = await Promise.all([authorPlan(deps, application), deps.applications.wanted(id)]);
  if (!own) return 'held';
  const { all, granted, plan } = own;
  if (!before.every(({ cluster }) => isGranted(granted, cluster, namespaces))) return 'held';
  const { targets } = plan((seen) => (runs ? seen.map((one) => ({ ...one, runs: runs.get(one.name) ?? null })) : seen));
  if (isBlocked(targets)) return 'held';
  const replacing = findReplacing(before, targets, new Map(all.map((one) => [one.name, one.id])));
  if (replacing.bring.length + replacing.withdraw.length === 0) return 'same';
  const names = new Map(all.map((one) => [one.id, one.name]));
  const named = (ids: string[]) => ids.flatMap((one) => names.get(one) ?? []);
  const [bring, withdraw] = [named(replacing.bring.map(({ clusterId }) => clusterId)), named(replacing.withdraw)];
  const intent = {
    ...{ actor: ACTOR, action: 'federation.replan', requestId: randomUUID() },
    target: { application: name, clusters: [...bring, ...withdraw] },
    after: { revision, bring, withdraw },
  };
  const isDone = await recorded(
    deps.audit,
    intent,
    () => deps.plans.replace(id, revision, replacing),
    (done) => (done ? { outcome: 'applied' } : { outcome: 'refused', detail: { superseded: true } }),
  );
  for (const cluster of [...bring, ...withdraw]) deps.changed(cluster);
  return isDone ? 'replaced' : 'same';
}
