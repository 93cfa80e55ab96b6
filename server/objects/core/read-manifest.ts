import { isJson, type Json, json, text } from '~/server/kernel/json';
import { apiVersionOf, type Kind, type ObjectRef } from '../model/ref';
import type { Refusal } from '../model/write';

/** A document as an object of a kind that the member serves. */
export type Manifest = { kind: Kind; object: Json; namespace: string | undefined; name: string };
export type ReadManifest = { ok: true; manifest: Manifest } | { ok: false; refusal: Refusal; kind: string };

export const refusal = (code: Refusal['code'], said: string, line: number | null = null): Refusal => ({
  code,
  cause: null,
  said,
  line,
  causes: [],
});

/** Finds out what a document is. `namespace` is where it goes when it says nothing itself. */
export function readManifest(value: unknown, kinds: readonly Kind[], namespace: string, line: number): ReadManifest {
  const no = (said: string): ReadManifest => ({
    ok: false,
    refusal: refusal('identity', said, line),
    kind: text(json(value)['kind']),
  });
  if (!isJson(value)) return no('the document is no object');
  const [apiVersion, kindName] = [text(value['apiVersion']), text(value['kind'])];
  if (apiVersion === '' || kindName === '') return no('apiVersion and kind are required');
  if (kindName.endsWith('List') && Array.isArray(value['items']))
    return no('a List is not taken: write its items as documents');
  const kind = kinds.find((one) => one.kind === kindName && apiVersionOf(one) === apiVersion);
  if (!kind) return no(`the cluster serves no ${kindName} of ${apiVersion}`);
  const metadata = json(value['metadata']);
  const [name, generateName] = [text(metadata['name']), text(metadata['generateName'])];
  if (name === '' && generateName === '') return no('metadata.name is required');
  const place = kind.namespaced ? text(metadata['namespace']) || namespace : undefined;
  const object = { ...value, metadata: { ...metadata, ...(place === undefined ? {} : { namespace: place }) } };
  return { ok: true, manifest: { kind, object, namespace: place, name } };
}

/** An edit may change everything of an object but what it is. */
export function refuseIdentity({ kind, namespace, name }: Manifest, ref: ObjectRef): Refusal | undefined {
  const wanted = `${apiVersionOf(ref)} ${ref.plural} ${ref.namespace ?? ''}/${ref.name}`;
  const found = `${apiVersionOf(kind)} ${kind.plural} ${namespace ?? ''}/${name}`;
  return wanted === found ? undefined : refusal('identity', `this is ${found}, and not ${wanted} that is edited`);
}
