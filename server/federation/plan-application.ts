import type { AuditTrail } from '~/server/audit/ports';
import type { ObjectDeps } from '~/server/objects/ports';
import { isInSight } from '~/server/teams/core/in-sight';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Sight } from '~/server/teams/model/sight';
import type { Sights, TeamStore } from '~/server/teams/ports';
import type { Yaml } from '~/server/yaml/model';
import { type Plan, planTargets } from './core/plan-targets';
import { namespacesOf } from './core/read-templates';
import { findDemand } from './find-demand';
import { isGranted } from './is-granted';
import type { Candidate } from './model/candidate';
import type { PreviewInput } from './model/preview';
import type { ApplicationStore, CandidateSource, KeptApplication, Viewer } from './ports/applications';
import type { WrittenApplication } from './read-text';

export type FederationDeps = Pick<ObjectDeps, 'clientFor' | 'kinds'> & {
  applications: ApplicationStore;
  candidates: CandidateSource;
  sights: Sights;
  /** Ids of a person's teams; what their names are, `teams` knows. */
  teamsOf(person: string): Promise<string[]>;
  teams: Pick<TeamStore, 'list'>;
  yaml: Yaml;
  audit: AuditTrail;
  /** Something of an application is new in this cluster; browsers and replicas hear of it. */
  changed(cluster: string): void;
};

/** Whose eyes a read of applications goes through. */
export async function viewerOf(
  { sights, teamsOf }: Pick<FederationDeps, 'sights' | 'teamsOf'>,
  actor: PersonActor,
): Promise<Viewer> {
  const [sight, teams] = await Promise.all([sights.of(actor.rights, 'federation.get'), teamsOf(actor.id)]);
  return { sight, teams };
}

export type PlannedApplication = Plan & {
  /** What is kept now; undefined for one that is new, or that this person does not see. */
  kept: KeptApplication | undefined;
  /** What its clusters are brought to now. */
  before: Awaited<ReturnType<ApplicationStore['wanted']>>;
  /** Where this person may save. */
  granted: Sight;
  /** What the placement chose from. */
  candidates: readonly Candidate[];
  /** Names of the clusters in sight, also of those that are taken for lost. */
  seen: ReadonlySet<string>;
  clusterIds: ReadonlyMap<string, string>;
  namespaces: string[];
};

/** What saving would bring to which cluster, by the rights of this moment and what is known of the fleet. Asks no member. */
export async function planApplication(
  deps: FederationDeps,
  actor: PersonActor,
  written: WrittenApplication,
  without?: PreviewInput['without'],
): Promise<PlannedApplication> {
  const [viewer, granted, all] = await Promise.all([
    viewerOf(deps, actor),
    deps.sights.of(actor.rights, 'federation.save'),
    deps.candidates.of(written.name),
  ]);
  const kept = await deps.applications.find(viewer, written.name);
  const before = kept ? await deps.applications.wanted(kept.id) : [];
  const inSight = seenOf(all, viewer.sight);
  const candidates = inSight.filter((one) => !isLost(one, without));
  const namespaces = namespacesOf(written.templates);
  const plan = planWithin(written, namespaces, candidates, granted);
  const clusterIds = new Map(all.map(({ name, id }) => [name, id]));
  return {
    ...plan,
    kept,
    before,
    candidates,
    namespaces,
    granted,
    clusterIds,
    seen: new Set(inSight.map(({ name }) => name)),
  };
}

/** Candidates of which anything is in sight. */
export const seenOf = <One extends Candidate>(all: readonly One[], sight: Sight): One[] =>
  all.filter(({ name }) => isInSight(sight, { cluster: name, some: true }));

/** What is brought to which of the candidates by whoever may save as `granted` says. */
export const planWithin = (
  { name, spec, templates }: Pick<WrittenApplication, 'name' | 'spec' | 'templates'>,
  namespaces: readonly string[],
  candidates: readonly Candidate[],
  granted: Sight,
): Plan =>
  planTargets(spec, templates, findDemand(name, templates), candidates, (cluster) =>
    isGranted(granted, cluster, namespaces),
  );

/** Whether a candidate is taken for lost. */
export const isLost = ({ name, region, zone }: Candidate, without: PreviewInput['without']): boolean =>
  without !== undefined &&
  (without.clusters.includes(name) ||
    (region !== null && without.regions.includes(region)) ||
    (zone !== null && without.zones.includes(zone)));
