import { randomUUID } from 'node:crypto';
import { recorded } from '~/server/audit/recorded';
import { isInSight } from '~/server/teams/core/in-sight';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Standing as Standings } from '~/server/teams/ports';
import { findReplacing } from './core/find-replacing';
import { isGranted } from './core/is-granted';
import { planTargets } from './core/plan-targets';
import { readTemplates } from './core/read-templates';
import { findDemand } from './find-demand';
import type { FederationDeps } from './plan-application';
import type { Author } from './ports/applications';
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
 * then all stays as it is until somebody saves it.
 */
export async function replanApplication(
  deps: ReplanDeps,
  application: Standing,
): Promise<'same' | 'held' | 'replaced'> {
  const { id, name, revision, namespaces, spec } = application;
  const author = await deps.standing.now(actorOf(application.author));
  if (!author) return 'held';
  const [seen, sight, all, before] = await Promise.all([
    deps.sights.of(author.rights, 'federation.get'),
    deps.sights.of(author.rights, 'federation.save'),
    deps.candidates.of(name),
    deps.applications.wanted(id),
  ]);
  const may = (cluster: string) => isGranted(sight, cluster, namespaces);
  if (!before.every(({ cluster }) => may(cluster))) return 'held';
  const candidates = all.filter((one) => isInSight(seen, { cluster: one.name, some: true }));
  const { templates } = readTemplates(spec.templates);
  const { targets } = planTargets(spec, templates, findDemand(name, templates), candidates, may);
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

const actorOf = ({ person, token, name }: Author): PersonActor => ({
  ...{ kind: 'person', id: person, name, rights: [], action: 'federation.save' },
  ...(token === null ? {} : { token: { id: token, name: '' } }),
});
