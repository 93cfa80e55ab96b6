import { ApiError, type Cause } from '~/server/simulator/api/api-error';
import { pathsOf } from '~/server/simulator/api/typed/field-set';
import { pathText } from '~/server/simulator/api/typed/path-element';
import type { Owner } from './managers';

/** The 409 of an apply that would change what others own; `fields` of each owner are those in dispute. */
export function applyConflict(disputed: readonly Owner[]): ApiError {
  const conflicts = disputed.flatMap((owner) =>
    pathsOf(owner.fields).map((path) => ({ owner: ownerText(owner), field: pathText(path) })),
  );
  const causes: Cause[] = conflicts.map(({ owner, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${owner}`,
    field,
  }));
  return new ApiError({ code: 409, reason: 'Conflict', message: sentence(conflicts), details: { causes } });
}

/** An applier is named alone; of an updater it is told with which version. */
function ownerText({ manager, operation, apiVersion, subresource }: Owner): string {
  const name = JSON.stringify(manager);
  if (operation === 'Apply') return name;
  const where = subresource ? ` with subresource ${JSON.stringify(subresource)}` : '';
  return `${name}${where} using ${apiVersion}`;
}

function sentence(conflicts: readonly { owner: string; field: string }[]): string {
  const [first] = conflicts;
  if (first && conflicts.length === 1)
    return `Apply failed with 1 conflict: conflict with ${first.owner}: ${first.field}`;
  const owners = [...new Set(conflicts.map(({ owner }) => owner))].sort();
  const told = owners.flatMap((owner) => [
    `conflicts with ${owner}:`,
    ...conflicts.filter((conflict) => conflict.owner === owner).map(({ field }) => `- ${field}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${told.join('\n')}`;
}
