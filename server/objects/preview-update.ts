import type { Actor } from '~/server/teams/model/actor';
import { refusalOf } from './core/refusal-of';
import { printWritten, writeEdit } from './manifest-writes';
import type { UpdateInput, WritePreview } from './model/write';
import type { ObjectDeps } from './ports';
import { readEdit } from './read-documents';

/** What the edited text would make of the object, from the member's own dry run, beside what it is now; both as `writtenPart`. */
export async function previewUpdate(deps: ObjectDeps, actor: Actor, input: UpdateInput): Promise<WritePreview> {
  const { ref } = input;
  const nothing = { ref, kind: '', line: 1, before: null, after: null, warnings: [] };
  const edit = await readEdit(deps, actor, input);
  if ('refusal' in edit) return { ...nothing, ...edit };
  const of = edit.manifest.kind;
  const { kind } = of;
  try {
    const { before: now, object, warnings } = await writeEdit(deps, actor, ref, edit, { dryRun: true });
    const [before, after] = await Promise.all([printWritten(deps, of, now), printWritten(deps, of, object)]);
    return { ...nothing, kind, before, after, warnings, refusal: null };
  } catch (error) {
    return { ...nothing, kind, refusal: refusalOf(error) };
  }
}
