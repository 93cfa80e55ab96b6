import type { Scope } from '~/server/clusters/model/scope';
import type { FleetMap } from '~/server/topology/model/places';

export type ScopeChoices = Scope;
export const EMPTY_SCOPE: Scope = { regions: [], zones: [], clusters: [], environments: [] };

/** Every place, cluster and environment of the fleet whose name contains `filter`, each once, in order. */
export function scopeChoices(map: FleetMap, filter: string): ScopeChoices {
  const zones = map.regions.flatMap((region) => region.zones);
  const clusters = zones.flatMap((zone) => zone.clusters);
  const names = (all: (string | null)[]) =>
    [...new Set(all)]
      .filter((name): name is string => name?.toLowerCase().includes(filter.trim().toLowerCase()) === true)
      .sort((left, right) => left.localeCompare(right, undefined, { numeric: true }));
  return {
    regions: names(map.regions.map(({ region }) => region)),
    zones: names(zones.map(({ zone }) => zone)),
    clusters: names(clusters.map(({ cluster }) => cluster)),
    environments: names(clusters.map(({ environment }) => environment)),
  };
}

/** The scope with one entry added or taken away; undefined when nothing is chosen any more. */
export function toggled(scope: Scope, list: keyof Scope, name: string): Scope | undefined {
  const entries = scope[list].includes(name) ? scope[list].filter((entry) => entry !== name) : [...scope[list], name];
  const next = { ...scope, [list]: entries };
  return Object.values(next).some((each) => each.length > 0) ? next : undefined;
}
