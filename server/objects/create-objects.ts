import { recorded } from '~/server/audit/recorded';
import { at } from '~/server/kernel/json';
import type { Actor } from '~/server/teams/model/actor';
import { refusalOf } from './core/refusal-of';
import { create, refOf } from './manifest-writes';
import type { CreateInput, WriteOutcome } from './model/write';
import type { ObjectDeps, Request } from './ports';
import { type Document, readDocuments } from './read-documents';

/** Creates the documents in their order. Each has its own outcome: what was created stays. */
export async function createObjects(deps: ObjectDeps, request: Request, input: CreateInput): Promise<WriteOutcome[]> {
  const { cluster } = input;
  const documents = await readDocuments(deps, request.actor, cluster, input.text, input.namespace);
  const target = { cluster, objects: documents.map(nameOf) };
  const intent = { ...request, action: 'objects.create', target, reason: input.reason };
  const work = async () => {
    const outcomes: WriteOutcome[] = [];
    for (const document of documents) outcomes.push(await createOne(deps, request.actor, cluster, document));
    return outcomes;
  };
  return recorded(deps.audit, intent, work, (outcomes) => ({ outcome: judge(outcomes), detail: outcomes.map(brief) }));
}

async function createOne(deps: ObjectDeps, actor: Actor, cluster: string, document: Document): Promise<WriteOutcome> {
  const nothing = { ref: null, outcome: 'refused', resourceVersion: null, warnings: [] } as const;
  if ('refusal' in document) return { ...nothing, warnings: [], kind: document.kind, refusal: document.refusal };
  const kind = document.manifest.kind.kind;
  try {
    const { object, warnings } = await create(deps, actor, cluster, document.manifest, {});
    const ref = refOf(cluster, document.manifest, object);
    const resourceVersion = object.metadata.resourceVersion ?? null;
    return { kind, ref, outcome: 'created', resourceVersion, warnings, refusal: null };
  } catch (error) {
    return { ...nothing, warnings: [], kind, refusal: refusalOf(error) };
  }
}

const nameOf = (document: Document) =>
  'refusal' in document
    ? { kind: document.kind }
    : {
        kind: document.manifest.kind.kind,
        namespace: document.manifest.namespace,
        name: document.manifest.name || at(document.manifest.object, 'metadata', 'generateName'),
      };

const brief = ({ ref, kind, outcome, refusal: refused }: WriteOutcome) => ({
  kind,
  name: ref?.name,
  outcome,
  code: refused?.code,
});

function judge(outcomes: WriteOutcome[]): 'applied' | 'partial' | 'refused' {
  const good = outcomes.filter(({ outcome }) => outcome !== 'refused').length;
  if (good === outcomes.length) return 'applied';
  return good === 0 ? 'refused' : 'partial';
}
