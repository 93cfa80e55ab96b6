import { parseDocument } from 'yaml';
import { badRequest, unprocessable, unsupportedPatch } from '~/server/simulator/api/api-error';
import type { ObjectType } from '~/server/simulator/api/managed/take-fields';
import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { applyJsonPatch } from './json-patch';
import { applyMergePatch } from './merge-patch';
import { applyStrategicPatch } from './strategic-patch';

export type PatchKind = 'json' | 'merge' | 'strategic' | 'apply';

const KINDS: Record<string, PatchKind> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

/** The kind of patch that a Content-Type names; custom resources know no strategic merge. Throws 415. */
export function patchKindOf(contentType: string, custom: boolean): PatchKind {
  const kind = KINDS[contentType.split(';')[0]?.trim() ?? ''];
  if (kind === undefined || (custom && kind === 'strategic')) throw unsupportedPatch();
  return kind;
}

/** The patch in a request's body; apply patches may be YAML. */
export function parsePatch(kind: PatchKind, body: Buffer): unknown {
  const text = body.toString();
  try {
    return kind === 'apply' ? parseDocument(text).toJS() : JSON.parse(text);
  } catch {
    throw badRequest(`error decoding patch: invalid character in ${JSON.stringify(text.slice(0, 40))}`);
  }
}

/** A patched copy of an object of a type. */
export function patched(
  kind: Exclude<PatchKind, 'apply'>,
  type: ObjectType,
  target: JsonObject,
  patch: unknown,
): JsonObject {
  if (kind !== 'json' && !isObject(patch)) throw unprocessable();
  const result = {
    json: () => applyJsonPatch(target, patch),
    merge: () => applyMergePatch(target, patch),
    strategic: () => applyStrategicPatch(type, target, patch),
  }[kind]();
  if (!isObject(result)) throw unprocessable();
  return result;
}
