import { DomainError, isRefusedWith } from '~/server/kernel/failure';
import { isSame, type Json, json, text } from '~/server/kernel/json';
import { mergeEdits } from '~/server/kernel/merge-edits';
import type { KubeObject } from '~/server/kube/member';
import type { WriteOptions } from '~/server/kube/member-client';
import type { Actor } from '~/server/teams/model/actor';
import { comparable } from './core/comparable';
import type { Manifest } from './core/read-manifest';
import { writtenPart } from './core/written-part';
import { getObject, withoutManagedFields } from './get-object';
import { locate } from './locate';
import { isSecret, type Kind, type ObjectRef } from './model/ref';
import type { ObjectDeps } from './ports';
import type { Edit } from './read-documents';

const MANAGER = 'portolan-console';
type Written = { object: KubeObject; warnings: string[] };

/** Creates one object, or asks what creating it would make. Throws `cluster-…` failures. */
export async function create(
  deps: ObjectDeps,
  actor: Actor,
  cluster: string,
  manifest: Manifest,
  options: WriteOptions,
): Promise<Written> {
  const { kind, object, namespace } = manifest;
  const client = await deps.clientFor(cluster, actor);
  return withWarnings(options, (all) => client.create(kind, namespace === undefined ? {} : { namespace }, object, all));
}

/** What others write beside us (status, heartbeats) may come between our look and our write. */
const ATTEMPTS = 5;

/**
 * Writes an edit on what the member holds now, where nobody else changed what edits are about since it began. Throws
 * `cluster-…` failures: a conflict when somebody did.
 */
export async function writeEdit(
  deps: ObjectDeps,
  actor: Actor,
  asked: ObjectRef,
  { base, manifest }: Edit,
  options: WriteOptions,
): Promise<Written & { before: KubeObject }> {
  const { client, ref } = await locate(deps, actor, asked);
  const at = ref.namespace === undefined ? { name: ref.name } : { name: ref.name, namespace: ref.namespace };
  for (let attempt = 1; ; attempt++) {
    const before = await getObject(client, ref);
    const begun = text(json(base['metadata'])['resourceVersion']);
    const isTouched = begun !== before.metadata.resourceVersion && !isSame(comparable(base), comparable(before));
    if (isTouched) throw conflict(ref);
    const object = onto(before, base, manifest.object);
    try {
      return { before, ...(await withWarnings(options, (all) => client.update(ref, at, object, all))) };
    } catch (error) {
      if (!isRefusedWith(error, 409) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The edit on top of what controllers wrote meanwhile. */
function onto(now: KubeObject, base: Json, mine: Json): Json {
  const merged = json(mergeEdits(base, mine, withoutManagedFields(now)).value);
  const metadata = { ...json(merged['metadata']), resourceVersion: now.metadata.resourceVersion };
  return { ...merged, ...('status' in now ? { status: now['status'] } : {}), metadata };
}

const conflict = ({ cluster, name }: ObjectRef) =>
  new DomainError({
    kind: 'cluster-refused',
    ...{ cluster, status: 409, reason: 'Conflict', causes: [] },
    detail: `${name} has been changed since the edit began`,
  });

async function withWarnings(
  options: WriteOptions,
  write: (options: WriteOptions) => Promise<KubeObject>,
): Promise<Written> {
  let warnings: string[] = [];
  const onWarnings = (found: string[]) => {
    warnings = found;
  };
  const object = await write({ ...options, fieldManager: MANAGER, fieldValidation: 'Strict', onWarnings });
  return { object, warnings };
}

/** What a write makes of an object, as a person compares it: without what the server alone writes, and of a Secret its metadata. */
export function printWritten({ yaml }: ObjectDeps, kind: Kind, object: KubeObject): Promise<string> {
  const written = writtenPart(object, kind);
  if (!isSecret(kind)) return yaml.print(written);
  const { data: _data, stringData: _text, ...shown } = written;
  return yaml.print(shown);
}

/** Where an object lies once it has its name. */
export function refOf(
  cluster: string,
  { kind: { group, version, plural }, namespace }: Manifest,
  object: KubeObject,
): ObjectRef {
  const { name } = object.metadata;
  return { cluster, group, version, plural, name, ...(namespace === undefined ? {} : { namespace }) };
}
