import { isJson } from '~/server/kernel/json';
import type { KeptEntry } from '../model/entry';

/**
 * The text that an entry's hash covers: every field, the keys of objects in one order, whatever the database made of them. The
 * token stands in it where there is one, so that what was written before there were tokens still holds.
 */
export function canonicalEntry(entry: Omit<KeptEntry, 'hash'>): string {
  const { seq, at, id, kind, intent, actorId, actorName, action, teams, clusters, namespaces } = entry;
  const { outcome, requestId, body, tokenId, tokenName } = entry;
  return canonical([
    ...[seq, at, id, kind, intent, actorId, actorName, action, teams, clusters, namespaces],
    ...[outcome, requestId, body],
    ...(tokenId === null && tokenName === null ? [] : [tokenId, tokenName]),
  ]);
}

/** JSON with sorted keys (https://www.rfc-editor.org/rfc/rfc8785, of which this is as much as our values need). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJson(value)) return JSON.stringify(value ?? null);
  const fields = Object.keys(value).toSorted();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
