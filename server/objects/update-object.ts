import { recorded } from '~/server/audit/recorded';
import { comparable } from './core/comparable';
import { diffFields } from './core/diff-fields';
import { refusalOf } from './core/refusal-of';
import { writeEdit } from './manifest-writes';
import type { UpdateInput, WriteOutcome } from './model/write';
import type { ObjectDeps, Request } from './ports';
import { readEdit } from './read-documents';

/** Writes the edited text, only where nobody else changed the object since the edit began. */
export async function updateObject(deps: ObjectDeps, request: Request, input: UpdateInput): Promise<WriteOutcome> {
  const { ref, reason } = input;
  const nothing = { ref, resourceVersion: null, warnings: [] };
  const edit = await readEdit(deps, request.actor, input);
  if ('refusal' in edit) return { ...nothing, kind: edit.kind, outcome: 'refused', refusal: edit.refusal };
  const kind = edit.manifest.kind.kind;
  const work = async (): Promise<{ outcome: WriteOutcome; changes: unknown }> => {
    try {
      const { before, object, warnings } = await writeEdit(deps, request.actor, ref, edit, {});
      const changes = diffFields(comparable(before), comparable(object));
      const resourceVersion = object.metadata.resourceVersion ?? null;
      const outcome = resourceVersion === before.metadata.resourceVersion ? 'unchanged' : 'updated';
      return { outcome: { ref, kind, outcome, resourceVersion, warnings, refusal: null }, changes };
    } catch (error) {
      return { outcome: { ...nothing, kind, outcome: 'refused', refusal: refusalOf(error) }, changes: [] };
    }
  };
  const intent = { ...request, action: 'objects.update', target: { ...ref }, reason };
  const done = await recorded(deps.audit, intent, work, ({ outcome, changes }) => ({
    outcome: outcome.outcome === 'refused' ? 'refused' : 'applied',
    detail: { outcome: outcome.outcome, code: outcome.refusal?.code, changes },
  }));
  return done.outcome;
}
