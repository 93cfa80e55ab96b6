import { recorded } from '~/server/audit/recorded';
import { DomainError, invalid } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { isGranted } from './core/is-granted';
import type { SaveInput } from './model/preview';
import { type FederationDeps, type PlannedApplication, planApplication } from './plan-application';
import { isBlocked } from './preview-application';
import { readText, type WrittenApplication } from './read-text';

/**
 * Keeps the text as the next revision and lets every cluster be brought to it; answers the revision's number. Throws `invalid`,
 * `stale` when somebody saved since the edit began, `conflict` for a taken name, `forbidden` where it runs beyond one's rights.
 */
export async function saveApplication(
  deps: FederationDeps,
  { actor, requestId }: { actor: PersonActor; requestId: string },
  { text, base, reason, restores }: SaveInput,
): Promise<{ name: string; revision: number }> {
  const written = await readText(deps.yaml, text);
  const plan = await planApplication(deps, actor, written);
  await requireSavable(deps, actor, written, plan);
  const { name, team, spec } = written;
  const targets = plan.targets.flatMap(({ chosen, manifests }) => {
    const clusterId = plan.clusterIds.get(chosen.cluster);
    const objects = manifests.map(({ object, origins }) => ({ object, origins }));
    return clusterId ? [{ clusterId, replicas: chosen.replicas, grounds: chosen.grounds, objects }] : [];
  });
  const author = { person: actor.id, token: actor.token?.id ?? null, name: actor.name };
  const clusters = plan.decision.chosen.map(({ cluster }) => cluster);
  const intent = {
    ...{ actor, requestId, reason, action: 'federation.save' },
    target: { application: name, ...(team === null ? {} : { team }), clusters },
    before: plan.kept ? { revision: plan.kept.newest } : undefined,
    after: {
      objects: written.templates.map(({ kind, namespace, name: of }) => `${kind} ${namespace}/${of}`),
      restores,
    },
  };
  const revision = await recorded(
    deps.audit,
    intent,
    () =>
      deps.applications.save({
        ...{ name, team, spec, namespaces: plan.namespaces, author, reason, restores, base, targets },
      }),
    (number) => ({ outcome: 'applied', detail: { revision: number } }),
  );
  for (const cluster of new Set([...clusters, ...plan.before.map((one) => one.cluster)])) deps.changed(cluster);
  return { name, revision };
}

async function requireSavable(
  deps: FederationDeps,
  actor: PersonActor,
  { team }: WrittenApplication,
  plan: PlannedApplication,
): Promise<void> {
  if (plan.kept?.isRemoving)
    throw new DomainError({
      kind: 'conflict',
      what: 'application',
      name: plan.kept.name,
      detail: 'it is being removed',
    });
  if (isBlocked(plan.targets))
    throw invalid('spec.overrides', 'overrides contradict each other or cannot be applied: see the preview');
  const sight = await deps.sights.of(actor.rights, 'federation.save');
  const isFleets = sight === 'all';
  if (!isFleets && team === null)
    throw invalid('spec.team', 'an application without a team is the fleet’s: name one of your teams');
  const names = isFleets ? null : (await deps.teams.list(actor.id)).map(({ name }) => name);
  if (names && team !== null && !names.includes(team)) throw invalid('spec.team', 'you do not belong to this team');
  const owner = plan.kept?.team ?? null;
  if (names && plan.kept && (owner === null || !names.includes(owner)))
    throw new DomainError({
      kind: 'forbidden',
      action: 'federation.save',
      missing: `a member of ${owner ?? 'the fleet’s team'}`,
    });
  const namespaces = [...new Set([...plan.namespaces, ...(plan.kept?.namespaces ?? [])])];
  const beyond = plan.before.find(({ cluster }) => !isGranted(sight, cluster, namespaces));
  if (!beyond) return;
  const missing = `editor in ${beyond.cluster}, where it runs too`;
  throw new DomainError({ kind: 'forbidden', action: 'federation.save', missing });
}
