import { invalid } from '~/server/kernel/failure';
import { type Json, json } from '~/server/kernel/json';
import { mergeEdits } from '~/server/kernel/merge-edits';
import type { Actor } from '~/server/teams/model/actor';
import { comparable } from './core/comparable';
import { diffFields } from './core/diff-fields';
import { fieldOwners } from './core/field-owners';
import { getObject, withoutManagedFields } from './get-object';
import { locate } from './locate';
import type { FieldOwner } from './model/view';
import type { Rebase, RebaseInput } from './model/write';
import type { ObjectDeps } from './ports';

/** What others changed since an edit began, who did it and when, and the two edits together where they do not touch. */
export async function explainConflict(
  { yaml, ...deps }: Pick<ObjectDeps, 'clientFor' | 'kinds' | 'yaml'>,
  actor: Actor,
  { ref: asked, base, mine }: RebaseInput,
): Promise<Rebase> {
  const read = async (text: string, field: string): Promise<Json> => {
    const found = await yaml.read(text);
    if (!found.ok) throw invalid(field, found.fault.detail);
    return json(found.documents[0]?.value);
  };
  const { client, ref } = await locate(deps, actor, asked);
  const [now, before, edited] = await Promise.all([getObject(client, ref), read(base, 'base'), read(mine, 'mine')]);
  const owners = fieldOwners(now.metadata['managedFields']);
  const theirs = diffFields(comparable(before), comparable(now)).map((change) => ({
    ...change,
    ...lastOwner(owners, change.path),
  }));
  const current = withoutManagedFields(now);
  const { value, overlaps: all } = mergeEdits(comparable(before), comparable(edited), comparable(current));
  // a list in two new orders keeps mine: nobody is asked for the order of containers
  const overlaps = all.map(({ path }) => path).filter((path) => !path.endsWith('[]'));
  const metadata = { ...json(json(value)['metadata']), resourceVersion: now.metadata.resourceVersion };
  const merged = { ...json(value), metadata, ...('status' in current ? { status: current['status'] } : {}) };
  return {
    resourceVersion: now.metadata.resourceVersion ?? '',
    theirs,
    overlaps,
    now: await yaml.print(current),
    merged: overlaps.length === 0 ? await yaml.print(merged) : null,
  };
}

/** Who wrote the field, or something in it, last. */
function lastOwner(owners: readonly FieldOwner[], path: string): { manager: string | null; at: string | null } {
  const found = owners
    .filter((owner) => owner.path === path || owner.path.startsWith(`${path}.`) || owner.path.startsWith(`${path}[`))
    .toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? ''))
    .at(-1);
  return { manager: found?.manager ?? null, at: found?.at ?? null };
}
