import { type Document, isMap, parseDocument } from 'yaml';
import type { Json } from '~/server/kernel/json';
import type { Overrider, PatchOperation } from '../model/override';
import { findChanges } from './find-changes';
import { applyJsonPatch, keysOf, PatchFault, readAt, valueAt } from './json-patch';

type EmbeddedOverrider = Extract<Overrider, { type: 'embedded' }>;

/** Such texts are settings, not data; what is longer would cost a decision its time. */
const MOST_CHARACTERS = 256 * 1024;
const MOST_ALIASES = 50;

/** The manifest with the YAML or JSON in one of its texts changed; comments and the order of a YAML text stay. */
export function changeEmbedded(manifest: Json, { path, format, operations }: EmbeddedOverrider): unknown {
  const found = readAt(manifest, path);
  if (typeof found !== 'string') throw new PatchFault(`there is no text at ${path}`);
  if (found.length > MOST_CHARACTERS) throw new PatchFault(`the text at ${path} is too large`);
  const value = (format === 'json' ? changeJson : changeYaml)(found, operations, path);
  return applyJsonPatch(manifest, [{ op: 'replace', path, value }]);
}

function changeJson(text: string, operations: readonly PatchOperation[], path: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PatchFault(`the text at ${path} is no JSON`);
  }
  const indent = text.includes('\n') ? 2 : 0;
  return JSON.stringify(applyJsonPatch(value, operations), null, indent) + (text.endsWith('\n') ? '\n' : '');
}

function changeYaml(text: string, operations: readonly PatchOperation[], path: string): string {
  const document = parseDocument(text, { uniqueKeys: true, schema: 'core' });
  if (document.errors.length > 0) throw new PatchFault(`the text at ${path} is no YAML`);
  const before = readYaml(document, path);
  const after = applyJsonPatch(structuredClone(before), operations);
  for (const change of findChanges(before, after)) {
    const keys = keysOf(change);
    if (keys.length === 0 || !isMap(document.contents))
      throw new PatchFault(`the text at ${path} would be another document`);
    const value = valueAt(after, change);
    if (value === undefined) document.deleteIn(keys);
    else document.setIn(keys, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}

function readYaml(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw new PatchFault(`the text at ${path} repeats itself too often`);
  }
}
