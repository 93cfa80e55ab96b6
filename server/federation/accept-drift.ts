import { DomainError, invalid } from '~/server/kernel/failure';
import type { PersonActor } from '~/server/teams/model/actor';
import { acceptDrift } from './core/accept-drift';
import { findApplication } from './find-application';
import type { AcceptedText, AcceptInput } from './model/drift';
import { type FederationDeps, viewerOf } from './plan-application';
import type { DriftStore } from './ports/drift';

/**
 * The text by which what was found becomes what is wanted. Nothing is saved: it is previewed and saved as any other edit, and the
 * drift ends as accepted with its delivery. Throws `not-found` where none of it is open any more.
 */
export async function proposeAcceptance(
  deps: FederationDeps & { drifts: DriftStore },
  actor: PersonActor,
  { ids, into }: AcceptInput,
): Promise<AcceptedText> {
  const viewer = await viewerOf(deps, actor);
  const rows = await deps.drifts.find(viewer, ids);
  const [first] = rows;
  if (!first) throw new DomainError({ kind: 'not-found', what: 'drift', name: ids[0] ?? '' });
  const name = first.application;
  if (rows.some((row) => row.application !== name)) throw invalid('ids', 'one application at a time');
  const kept = await findApplication(deps, viewer, name);
  const { edits, left } = acceptDrift(kept.spec, await deps.applications.wanted(kept.id), rows, into);
  const text = edits.length === 0 ? kept.text : await deps.yaml.edit(kept.text, edits);
  if (text === undefined)
    throw new DomainError({ kind: 'unavailable', what: 'yaml', detail: 'the text could not be changed in time' });
  return { name, base: kept.newest, text, accepted: rows.length - left.length, left };
}
