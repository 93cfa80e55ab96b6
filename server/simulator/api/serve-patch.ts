import type { Answer } from './answer';
import { invalidFields } from './api-error';
import { isObject, type JsonObject } from './object';
import { parsePatch, patched, patchKindOf } from './patch/apply-patch';
import { goMap } from './patch/go-map';
import { storageOf } from './registry';
import { isTrue } from './select/query';
import { findStored } from './serve-read';
import { answerWritten, targetOf, type Writing } from './serve-write';
import { keyOf } from './store';
import { checkShape } from './validate/metadata';
import { applyObject } from './write/apply';
import { replaceObject } from './write/replace';
import { apiVersionOf } from './write/writer';

/** A PATCH of any kind; only an apply creates what is not there. */
export function servePatch(writing: Writing): Answer {
  const { writer, request, asked } = writing;
  const { resource } = asked;
  const kind = patchKindOf(request.header('content-type'), resource.kind.custom);
  const patch = parsePatch(kind, request.body);
  if (kind === 'apply') return serveApply(writing, isObject(patch) ? patch : {});
  const current = findStored(writer.store, asked);
  const head = { kind: resource.kind.kind, apiVersion: apiVersionOf(resource) };
  const next = patched(kind, writer.registry.typeOf(resource), { ...head, ...current.object() }, patch);
  const refuse = (why: string) => unfitPatch(kind === 'strategic' ? goMap(patch) : JSON.stringify(next), why);
  return answerWritten(
    writing,
    200,
    replaceObject(writer, targetOf(asked), current, checkShape(resource, next), refuse),
  );
}

/** The 422 for a patch whose result is no object of the kind. */
const unfitPatch = (value: string, why: string) =>
  invalidFields({ group: '', kind: '' }, '', [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${why}`, field: 'patch' },
  ]);

/** Server-side apply: what is not there is created. */
function serveApply(writing: Writing, configuration: JsonObject): Answer {
  const { writer, request, asked } = writing;
  if (!request.query.get('fieldManager')) {
    throw invalidFields({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      { reason: 'FieldValueRequired', message: 'Required value: is required for apply patch', field: 'fieldManager' },
    ]);
  }
  const current = writer.store.get(storageOf(asked.resource.kind), keyOf(asked.namespace, asked.name));
  const force = isTrue(request.query.get('force'));
  const written = applyObject(writer, targetOf(asked), current, { configuration, force });
  return answerWritten(writing, current ? 200 : 201, written);
}
