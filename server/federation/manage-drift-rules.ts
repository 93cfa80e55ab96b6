import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { findApplication } from './find-application';
import { isGranted } from './is-granted';
import type { DriftRule, DriftRuleInput } from './model/drift';
import { type FederationDeps, viewerOf } from './plan-application';
import type { DriftStore } from './ports/drift';

type Deps = FederationDeps & { drifts: DriftStore };
type Request = { actor: PersonActor; requestId: string };

/** The rules of an application in sight. */
export async function listDriftRules(deps: Deps, actor: PersonActor, application: string): Promise<DriftRule[]> {
  await find(deps, actor, application);
  return deps.drifts.rules(application);
}

/** Lets drift be that agrees with the rule. Throws `forbidden` where it would hold beyond one's rights. */
export async function ignoreDrift(deps: Deps, { actor, requestId }: Request, rule: DriftRuleInput): Promise<string> {
  await requireHeld(deps, actor, rule);
  const { application, cluster, reason, ...means } = rule;
  const intent = {
    ...{ actor, requestId, reason, action: 'federation.ignore' },
    target: { application, ...(cluster === null ? {} : { cluster }) },
    after: means,
  };
  const id = await recorded(deps.audit, intent, () => deps.drifts.ignore(rule, actor.name));
  if (cluster) deps.changed(cluster);
  return id;
}

/** Ends a rule: what it left out is told again. */
export async function unignoreDrift(deps: Deps, { actor, requestId }: Request, id: string): Promise<void> {
  const rule = await deps.drifts.findRule(id);
  if (!rule) throw new DomainError({ kind: 'not-found', what: 'rule', name: id });
  await requireHeld(deps, actor, rule);
  const target = { application: rule.application, ...(rule.cluster === null ? {} : { cluster: rule.cluster }) };
  const intent = { actor, requestId, action: 'federation.ignore', target, before: { rule: id } };
  await recorded(deps.audit, intent, () => deps.drifts.unignore(id));
}

const find = async (deps: Deps, actor: PersonActor, application: string) =>
  findApplication(deps, await viewerOf(deps, actor), application);

/** In its one cluster, or in all in which the application runs. */
async function requireHeld(
  deps: Deps,
  actor: PersonActor,
  { application, cluster }: Pick<DriftRuleInput, 'application' | 'cluster'>,
): Promise<void> {
  const kept = await find(deps, actor, application);
  const sight = await deps.sights.of(actor.rights, 'federation.ignore');
  const clusters = cluster === null ? (await deps.applications.wanted(kept.id)).map((one) => one.cluster) : [cluster];
  const beyond = clusters.find((name) => !isGranted(sight, name, kept.namespaces));
  if (beyond === undefined) return;
  throw new DomainError({ kind: 'forbidden', action: 'federation.ignore', missing: `editor in ${beyond}` });
}
