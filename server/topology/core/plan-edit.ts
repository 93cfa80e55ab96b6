import type { EditTarget, FieldChange, FieldSurprise, PlaceEdit } from '../model/places';
import type { PlacedObject } from '../ports';

export const REGION_LABEL = 'topology.kubernetes.io/region';
export const ZONE_LABEL = 'topology.kubernetes.io/zone';

const PROTECTED = /(^|\.)(kubernetes\.io|k8s\.io)\//;
const OWN_TO_EDIT = new Set([REGION_LABEL, ZONE_LABEL]);

/**
 * What an edit would change in one object: the same list is previewed and written. A node keeps its place in the
 * well-known labels, a cluster in the registry's fields.
 */
export function planEdit(target: EditTarget, now: PlacedObject, edit: PlaceEdit): FieldChange[] {
  const places =
    target.kind === 'Node'
      ? [
          ...changed(`labels.${REGION_LABEL}`, now.labels[REGION_LABEL] ?? null, edit.region),
          ...changed(`labels.${ZONE_LABEL}`, now.labels[ZONE_LABEL] ?? null, edit.zone),
        ]
      : [...changed('region', now.region, edit.region), ...changed('zone', now.zone, edit.zone)];
  const labels = Object.entries(edit.labels).flatMap(([key, value]) =>
    changed(`labels.${key}`, now.labels[key] ?? null, value),
  );
  const annotations = Object.entries(edit.annotations).flatMap(([key, value]) =>
    changed(`annotations.${key}`, now.annotations[key] ?? null, value),
  );
  return [...places, ...labels, ...annotations];
}

/**
 * The planned changes of fields that are not as they were previewed. What someone else has set to the wanted value
 * meanwhile is planned no more and surprises nobody; neither does a change of a field that the edit leaves alone.
 */
export function findSurprises(previewed: FieldChange[], planned: FieldChange[], now: PlacedObject): FieldSurprise[] {
  const before = new Map(previewed.map((change) => [change.path, change.before]));
  const unexpected = planned.filter((change) => before.get(change.path) !== change.before);
  return unexpected.map(({ path, before: found }) => ({ path, found, writer: now.writerOf(path) }));
}

/** Keys that Kubernetes' own components write and rewrite; a change of theirs by hand would be undone or break something. */
export function refuseEdit(edit: PlaceEdit): string | null {
  const keys = [...Object.keys(edit.labels), ...Object.keys(edit.annotations)];
  const taken = keys.find(
    (key) => PROTECTED.test(key) && !OWN_TO_EDIT.has(key) && !key.startsWith('node-role.kubernetes.io/'),
  );
  if (taken) return `${taken} belongs to Kubernetes itself`;
  const empty = keys.length === 0 && edit.region === undefined && edit.zone === undefined;
  return empty ? 'nothing is to be changed' : null;
}

function changed(path: string, before: string | null, after: string | null | undefined): FieldChange[] {
  return after === undefined || after === before ? [] : [{ path, before, after }];
}
