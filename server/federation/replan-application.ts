import { randomUUID } from 'node:crypto';
import { recorded } from '~/server/audit/recorded';
import type { Standing as Standings } from '~/server/teams/ports';
import { actorOf } from './author';
import { findReplacing } from './core/find-replacing';
import { readTemplates } from './core/read-templates';
import { isGranted } from './is-granted';
import { type FederationDeps, planWithin, seenOf } from './plan-application';
import type { PlanStore, Standing } from './ports/plans';
import { isBlocked } from './preview-application';

export type ReplanDeps = Pick<FederationDeps, 'applications' | 'candidates' | 'sights' | 'audit' | 'changed'> & {
  plans: PlanStore;
  standing: Standings;
};

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
  const { id, name, revision, namespaces, spec } = application;
  const author = await deps.standing.now(actorOf(application.author));
  if (!author) return 'held';
  const [sight, granted, all, before] = await Promise.all([
    deps.sights.of(author.rights, 'federation.get'),
    deps.sights.of(author.rights, 'federation.save'),
    deps.candidates.of(name),
    deps.applications.wanted(id),
  ]);
  if (!before.every(({ cluster }) => isGranted(granted, cluster, namespaces))) return 'held';
  const { templates } = readTemplates(spec.templates);
  const candidates = seenOf(all, sight).map((one) => (runs ? { ...one, runs: runs.get(one.name) ?? null } : one));
  const { targets } = planWithin({ name, spec, templates }, namespaces, candidates, granted);
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
