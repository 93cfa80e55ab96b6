import { recorded } from '~/server/audit/recorded';
import { DomainError, invalid } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { authorOf } from './author';
import { planRollout } from './core/plan-rollout';
import { waveNumbers } from './core/plan-waves';
import { wantedTargets } from './core/wanted-targets';
import { isGranted } from './is-granted';
import type { SaveInput } from './model/preview';
import { type FederationDeps, type PlannedApplication, planApplication } from './plan-application';
import type { NewRevision } from './ports/applications';
import { isBlocked } from './preview-application';
import { readText, type WrittenApplication } from './read-text';

/**
 * Keeps the text as the next revision and lets every cluster be brought to it; answers the revision's number. Throws `invalid`,
 * `stale` when somebody saved since the edit began, `conflict` for a taken name, `forbidden` where it runs beyond one's rights.
 */
export async function saveApplication(
  deps: FederationDeps,
  who: Who,
  input: SaveInput,
): Promise<{ name: string; revision: number }> {
  return saveWritten(deps, who, await readText(deps.yaml, input.text), input);
}

type Who = { actor: PersonActor; requestId: string };
type Saving = SaveInput & Pick<NewRevision, 'described'>;

/** The same of what was read already from the text. */
export async function saveWritten(
  deps: FederationDeps,
  { actor, requestId }: Who,
  written: WrittenApplication,
  { text, base, reason, restores, confirmsRemoval, atOnce, described }: Saving,
): Promise<{ name: string; revision: number }> {
  const { plan, team } = await planSave(deps, actor, written);
  const { name, spec } = written;
  const rollout = atOnce ? null : planRollout(spec, plan);
  const waves = waveNumbers(rollout?.waves ?? []);
  const targets = wantedTargets(plan.targets, plan.clusterIds).map((one) => ({
    ...one,
    wave: waves.get(one.cluster) ?? 0,
  }));
  const author = authorOf(actor);
  const clusters = plan.decision.chosen.map(({ cluster }) => cluster);
  const intent = {
    ...{ actor, requestId, reason, action: 'federation.save' },
    target: { application: name, team: written.team, clusters },
    before: plan.kept ? { revision: plan.kept.newest } : undefined,
    after: {
      objects: written.templates.map(({ kind, namespace, name: of }) => `${kind} ${namespace}/${of}`),
      restores,
      waves: rollout?.waves.length,
    },
  };
  const revision = await recorded(
    deps.audit,
    intent,
    () =>
      deps.applications.save({
        ...{ name, team, spec, text, described, namespaces: plan.namespaces, author, reason, restores },
        ...{ confirmsRemoval, base, targets, rollout },
      }),
    (number) => ({ outcome: 'applied', detail: { revision: number } }),
  );
  for (const cluster of new Set([...clusters, ...plan.before.map((one) => one.cluster)])) deps.changed(cluster);
  return { name, revision };
}

/** What a save would do, and the id of the team that will own it; throws as the save would, but for `stale`. */
export async function planSave(
  deps: FederationDeps,
  actor: PersonActor,
  written: WrittenApplication,
): Promise<{ plan: PlannedApplication; team: string | null }> {
  const plan = await planApplication(deps, actor, written);
  return { plan, team: await requireSavable(deps, actor, written, plan) };
}

/** The id of the team that will own it, once it is certain that all of it is this person's to change. */
async function requireSavable(
  deps: FederationDeps,
  actor: PersonActor,
  { team }: WrittenApplication,
  plan: PlannedApplication,
): Promise<string | null> {
  const { kept } = plan;
  if (kept?.isRemoving)
    throw new DomainError({ kind: 'conflict', what: 'application', name: kept.name, detail: 'it is being removed' });
  if (isBlocked(plan.targets))
    throw invalid('spec.overrides', 'overrides contradict each other or cannot be applied: see the preview');
  const { granted } = plan;
  const namespaces = [...new Set([...plan.namespaces, ...(kept?.namespaces ?? [])])];
  const beyond = plan.before.find(({ cluster }) => !isGranted(granted, cluster, namespaces));
  if (beyond) throw forbidden(`editor in ${beyond.cluster}, where it runs too`);
  return ownerOf(deps, actor, granted === 'all', team, kept);
}

/** Who may change the whole fleet names any team; others one of their own, and only of what is their team's. */
async function ownerOf(
  deps: FederationDeps,
  actor: PersonActor,
  isFleets: boolean,
  team: string | null,
  kept: PlannedApplication['kept'],
): Promise<string | null> {
  const teams = await deps.teams.list(isFleets ? null : actor.id);
  const own = new Set(teams.map(({ id }) => id));
  if (!isFleets && kept && !own.has(kept.team?.id ?? ''))
    throw forbidden(`a member of ${kept.team?.name ?? 'those who govern the whole fleet'}`);
  if (team === null) {
    if (isFleets) return null;
    throw invalid('spec.team', 'what no team owns is the whole fleet’s: name one of your teams');
  }
  const found = teams.find(({ name }) => name === team);
  if (!found) throw invalid('spec.team', isFleets ? 'there is no such team' : 'you do not belong to this team');
  return found.id;
}

const forbidden = (missing: string) => new DomainError({ kind: 'forbidden', action: 'federation.save', missing });
