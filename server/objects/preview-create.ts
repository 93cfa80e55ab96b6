import type { Actor } from '~/server/teams/model/actor';
import { refusalOf } from './core/refusal-of';
import { create, printWritten, refOf } from './manifest-writes';
import type { CreateInput, WritePreview } from './model/write';
import type { ObjectDeps } from './ports';
import { readDocuments } from './read-documents';

/** What creating the documents would make, from the member's own dry run; one that is refused leaves the others. */
export async function previewCreate(deps: ObjectDeps, actor: Actor, input: CreateInput): Promise<WritePreview[]> {
  const documents = await readDocuments(deps, actor, input.cluster, input.text, input.namespace);
  return Promise.all(
    documents.map(async (document): Promise<WritePreview> => {
      const nothing = { ref: null, line: document.line, before: null, after: null, warnings: [] };
      if ('refusal' in document) return { ...nothing, kind: document.kind, refusal: document.refusal };
      const kind = document.manifest.kind.kind;
      try {
        const { object, warnings } = await create(deps, actor, input.cluster, document.manifest, { dryRun: true });
        const after = await printWritten(deps, document.manifest.kind, object);
        return {
          ...nothing,
          kind,
          ref: refOf(input.cluster, document.manifest, object),
          after,
          warnings,
          refusal: null,
        };
      } catch (error) {
        return { ...nothing, kind, refusal: refusalOf(error) };
      }
    }),
  );
}
