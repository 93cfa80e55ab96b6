import { type Answer, answer, answerObject } from './answer';
import { badRequest, invalidFields, methodNotAllowed } from './api-error';
import { chooseEncoder } from './encode/choose-encoder';
import { warningHeader } from './field-validation';
import type { Kind } from './kinds';
import { isObject, type KubeObject, timestamp } from './object';
import { listPage } from './read/list';
import { storageOf } from './registry';
import { type ApiRequest, bodyOf } from './request';
import { parseListQuery } from './select/query';
import { findStored } from './serve-read';
import { keyOf, type Stored } from './store';
import { checkShape } from './validate/metadata';
import type { ResourceRequest } from './verb';
import { createObject } from './write/create';
import { isCreatedByPut, isReturnedWhenDeleted } from './write/habits';
import { parseDeleteOptions, removeObject } from './write/remove';
import { replaceObject } from './write/replace';
import type { Target, Writer } from './write/writer';

export type Writing = { writer: Writer; request: ApiRequest; asked: ResourceRequest };

export const targetOf = ({ resource, namespace, name, subresource }: ResourceRequest): Target => ({
  ...resource,
  namespace,
  name,
  subresource,
});

export function serveCreate(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  if (asked.resource.kind.namespaced && asked.namespace === '') throw methodNotAllowed();
  const given = checkShape(asked.resource, bodyOf(request, asked.resource.kind));
  return answerWritten(writing, 201, createObject(writer, targetOf(asked), given));
}

export function serveUpdate(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const given = checkShape(asked.resource, bodyOf(request, asked.resource.kind));
  const { kind } = asked.resource;
  const isThere = writer.store.get(storageOf(kind), keyOf(asked.namespace, asked.name)) !== undefined;
  if (!isThere && given.metadata.name === asked.name && isCreatedByPut(kind, writer.registry.minor))
    return answerWritten(writing, 201, createObject(writer, targetOf(asked), given));
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

export function serveDelete(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const options = parseDeleteOptions(bodyOf(request, { kind: 'DeleteOptions' }), request.query);
  const current = findStored(writer.store, asked);
  const left = removeObject(writer, targetOf(asked), current, options);
  const { group, plural } = asked.resource.kind;
  // A Service that waits for finalizers is told as gone by servers up to 1.22.
  const isToldAsGone = group === '' && plural === 'services' && writer.registry.minor <= 22;
  if (left && !isToldAsGone) return answerWritten(writing, 200, left);
  const { uid } = current.object().metadata;
  const { kind } = asked.resource;
  if (isReturnedWhenDeleted(kind)) return answerWritten(writing, 200, goneObject(kind, current, writer.now));
  const details = { name: asked.name, ...(group === '' ? {} : { group }), kind: plural, uid };
  return answerObject(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

/** A pod that ends at once is told with the time of its end. */
function goneObject({ group, plural }: Kind, current: Stored, now: Date): KubeObject | Stored {
  if (group !== '' || plural !== 'pods') return current;
  const { metadata, ...pod } = current.object();
  const end = { deletionTimestamp: timestamp(now), deletionGracePeriodSeconds: 0 };
  return { ...pod, metadata: { ...metadata, ...end } };
}

export function serveDeleteCollection(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const options = parseDeleteOptions(bodyOf(request, { kind: 'DeleteOptions' }), request.query);
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
export function answerWritten(writing: Writing, status: number, written: KubeObject | Stored): Answer {
  const body = answer(status, ...encoderOf(writing).one(isStored(written) ? written : unstored(written)));
  return { ...body, headers: { ...body.headers, ...warningHeader(writing.writer.warnings) } };
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
