import type { Gap } from '~/server/clusters/model/inventory';
import type { Scope } from '~/server/clusters/model/scope';
import type { Sight } from '~/server/teams/model/sight';
import { buildMap } from './core/build-map';
import type { FleetMap } from './model/places';
import type { MapSource } from './ports';

export type MapDeps = { map: MapSource; gaps(sight: Sight): Promise<Gap[]>; lastEventId(): string };

/** The chart of the fleet with the members whose part of it may be missing or old. */
export async function readMap(
  { map, gaps, lastEventId }: MapDeps,
  sight: Sight,
  scope: Scope | undefined,
): Promise<FleetMap> {
  const from = lastEventId();
  const [rows, holes] = await Promise.all([map.rows(sight, scope), gaps(sight)]);
  return { ...buildMap(rows), gaps: holes, lastEventId: from };
}
