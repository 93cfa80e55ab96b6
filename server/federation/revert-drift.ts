import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import type { Request } from '~/server/objects/ports';
import type { DriftRow } from './model/drift';
import type { Viewer } from './ports/applications';
import type { DriftStore } from './ports/drift';

export type RevertDeps = {
  drifts: Pick<DriftStore, 'find' | 'revert'>;
  audit: AuditTrail;
  changed(cluster: string): void;
};

/**
 * Has the objects of these drifts applied again, by the replicas that lease their members, with the rights of each revision's author.
 * `viewer`: what this person may revert. Answers those that are put back; what is out of sight, or has ended, is left out.
 */
export async function revertDrift(
  { drifts, audit, changed }: RevertDeps,
  request: Request,
  viewer: Viewer,
  ids: readonly string[],
): Promise<DriftRow[]> {
  const found = await drifts.find(viewer, ids);
  if (found.length === 0) return [];
  const fields = found.map(({ application, kind, name, path }) => ({ application, kind, name, path }));
  const targets = found.map(({ cluster, namespace }) => ({ cluster, namespace }));
  await recorded(audit, { ...request, action: 'federation.revert', target: { targets }, after: { fields } }, () =>
    drifts.revert(found.map(({ id }) => id)),
  );
  for (const cluster of new Set(found.map((row) => row.cluster))) changed(cluster);
  return found;
}
