import { type Json, json } from '~/server/kernel/json';
import type { Actor } from '~/server/teams/model/actor';
import { type Manifest, readManifest, refusal, refuseIdentity } from './core/read-manifest';
import { locate } from './locate';
import { isSecret } from './model/ref';
import type { Refusal, UpdateInput } from './model/write';
import type { ObjectDeps } from './ports';

/** A document of a text: an object that the member serves, or why it is none. */
export type Document = { manifest: Manifest; line: number } | { refusal: Refusal; kind: string; line: number };

/** The documents of a text; one that cannot be read at all is told as a single refusal. */
export async function readDocuments(
  deps: ObjectDeps,
  actor: Actor,
  cluster: string,
  text: string,
  namespace: string,
): Promise<Document[]> {
  const read = await deps.yaml.read(text);
  if (!read.ok)
    return [{ refusal: refusal('yaml', read.fault.detail, read.fault.line), kind: '', line: read.fault.line }];
  if (read.documents.length === 0)
    return [{ refusal: refusal('yaml', 'there is no document in it', 1), kind: '', line: 1 }];
  const { kinds } = await deps.kinds.of(cluster, actor);
  return read.documents.map(({ value, line }) => {
    const found = readManifest(value, kinds, namespace, line);
    return found.ok ? { manifest: found.manifest, line } : { refusal: found.refusal, kind: found.kind, line };
  });
}

export type Edit = { manifest: Manifest; base: Json };

/** The one document of an edit, which must still be the object that is edited, and the object that the edit began with. */
export async function readEdit(
  deps: ObjectDeps,
  actor: Actor,
  { ref, base, text }: UpdateInput,
): Promise<Edit | { refusal: Refusal; kind: string; line: number }> {
  if (isSecret(ref)) return { refusal: refusal('secret', ''), kind: 'Secret', line: 1 };
  const [[first, second], begun] = await Promise.all([
    readDocuments(deps, actor, ref.cluster, text, ref.namespace ?? ''),
    deps.yaml.read(base),
  ]);
  if (second)
    return { refusal: refusal('identity', 'an edit is one document', second.line), kind: '', line: second.line };
  if (!first || 'refusal' in first) return first ?? { refusal: refusal('yaml', ''), kind: '', line: 1 };
  const kind = first.manifest.kind.kind;
  const other = refuseIdentity(first.manifest, (await locate(deps, actor, ref)).ref);
  if (other) return { refusal: other, kind, line: first.line };
  if (!begun.ok) return { refusal: refusal('yaml', begun.fault.detail), kind, line: 1 };
  return { manifest: first.manifest, base: json(begun.documents[0]?.value) };
}
