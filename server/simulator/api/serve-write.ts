import { type Answer, answer, answerObject } from './answer';
import { badRequest, invalidFields, methodNotAllowed, notFound } from './api-error';
import { chooseEncoder } from './encode/choose-encoder';
import { isObject, type KubeObject } from './object';
import { parsePatch, patched, patchKindOf } from './patch/apply-patch';
import { listPage } from './read/list';
import { storageOf } from './registry';
import { type ApiRequest, bodyOf } from './request';
import { parseListQuery } from './select/query';
import { findStored } from './serve-read';
import { keyOf, type Stored } from './store';
import type { ResourceRequest } from './verb';
import { createObject } from './write/create';
import { parseDeleteOptions, removeObject } from './write/remove';
import { replaceObject } from './write/replace';
import { checkShape } from './write/validate';
import { apiVersionOf, type Target, type Writer } from './write/writer';

export type Writing = { writer: Writer; request: ApiRequest; asked: ResourceRequest };

const targetOf = ({ resource, namespace, name, subresource }: ResourceRequest): Target => ({
  ...resource,
  namespace,
  name,
  subresource,
});

export function serveCreate(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  if (asked.resource.kind.namespaced && asked.namespace === '') throw methodNotAllowed();
  const given = checkShape(asked.resource, bodyOf(request, asked.resource.kind.kind));
  return answerWritten(writing, 201, createObject(writer, targetOf(asked), given));
}

export function serveUpdate(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const given = checkShape(asked.resource, bodyOf(request, asked.resource.kind.kind));
  return answerWritten(writing, 200, replaceObject(writer, targetOf(asked), currentOf(writing, given), given));
}

/** A PUT of what is not there says so only after the name in it has been checked. */
function currentOf({ writer, asked }: Writing, given: KubeObject): Stored {
  if (given.metadata.name !== asked.name) throw badRequest(nameMismatch(given.metadata.name, asked.name));
  return findStored(writer.store, asked);
}

const nameMismatch = (given: string, asked: string) =>
  given === ''
    ? 'the name of the object must not be empty'
    : `the name of the object (${given}) does not match the name on the URL (${asked})`;

export function servePatch(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const { resource } = asked;
  const kind = patchKindOf(request.header('content-type'), resource.kind.custom);
  const patch = parsePatch(kind, request.body);
  if (kind === 'apply') return serveApply(writing, patch);
  const current = findStored(writer.store, asked);
  const head = { kind: resource.kind.kind, apiVersion: apiVersionOf(resource) };
  const next = checkShape(resource, patched(kind, resource.kind.custom, { ...head, ...current.object() }, patch));
  return answerWritten(writing, 200, replaceObject(writer, targetOf(asked), current, next));
}

/** Server-side apply without conflicts: it merges, creates what is not there, and records its manager. */
function serveApply(writing: Writing, patch: unknown): Answer {
  const { writer, request, asked } = writing;
  if (!request.query.get('fieldManager')) {
    throw invalidFields({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      { reason: 'FieldValueRequired', message: 'Required value: is required for apply patch', field: 'fieldManager' },
    ]);
  }
  const sent = checkShape(asked.resource, patch);
  const named = { ...sent, metadata: { ...sent.metadata, name: sent.metadata.name || asked.name } };
  const current = writer.store.get(storageOf(asked.resource.kind), keyOf(asked.namespace, asked.name));
  if (!current) {
    if (asked.subresource !== '') throw notFound(asked.resource.kind, asked.name);
    return answerWritten(writing, 201, createObject(writer, targetOf(asked), named, sent));
  }
  const merged = checkShape(asked.resource, patched('apply', asked.resource.kind.custom, current.object(), named));
  return answerWritten(writing, 200, replaceObject(writer, targetOf(asked), current, merged, sent));
}

export function serveDelete(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const options = parseDeleteOptions(bodyOf(request, 'DeleteOptions'), request.query);
  const current = findStored(writer.store, asked);
  const left = removeObject(writer, targetOf(asked), current, options);
  if (left) return answerWritten(writing, 200, left);
  const { group, plural } = asked.resource.kind;
  const { uid } = current.object().metadata;
  const details = { name: asked.name, ...(group === '' ? {} : { group }), kind: plural, uid };
  return answerObject(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

export function serveDeleteCollection(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const options = parseDeleteOptions(bodyOf(request, 'DeleteOptions'), request.query);
  const query = parseListQuery(asked.resource.kind, asked.namespace, '', request.query);
  const page = listPage(writer.store, storageOf(asked.resource.kind), query);
  for (const stored of page.items) {
    removeObject(writer, { ...targetOf(asked), namespace: stored.namespace, name: stored.name }, stored, options);
  }
  return answer(200, ...encoderOf(writing).list(page));
}

const encoderOf = ({ request, asked, writer }: Writing) =>
  chooseEncoder({
    resource: asked.resource,
    accept: request.header('accept'),
    query: request.query,
    now: () => writer.now,
  });

/** What was stored is answered as every reader will see it; a dry run's object is written for the answer alone. */
function answerWritten(writing: Writing, status: number, written: KubeObject | Stored): Answer {
  return answer(status, ...encoderOf(writing).one(isStored(written) ? written : unstored(written)));
}

const isStored = (written: KubeObject | Stored): written is Stored =>
  'bytes' in written && Buffer.isBuffer(written.bytes);

function unstored(object: KubeObject): Stored {
  const { name, namespace = '', resourceVersion } = object.metadata;
  return {
    key: keyOf(namespace, name),
    namespace,
    name,
    revision: Number(resourceVersion ?? 0),
    bytes: Buffer.from(JSON.stringify(object)),
    object: () => object,
  };
}

/** `?dryRun=All`, the only value there is; throws 422 for another. */
export function isDryRun(query: URLSearchParams, body: unknown, options: string): boolean {
  const inBody = isObject(body) && Array.isArray(body['dryRun']) ? body['dryRun'].map(String) : [];
  const asked = [...query.getAll('dryRun'), ...inBody];
  if (asked.every((value) => value === 'All')) return asked.length > 0;
  const message = `Unsupported value: []string{${asked.map((value) => JSON.stringify(value)).join(', ')}}: supported values: "All"`;
  throw invalidFields({ group: 'meta.k8s.io', kind: options }, '', [
    { reason: 'FieldValueNotSupported', message, field: 'dryRun' },
  ]);
}
