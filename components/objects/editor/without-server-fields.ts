import { parseDocument } from 'yaml';

const OF_SERVER = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'managedFields'];

/** An object's text as it would be written anew: without what only a server writes. Text that is no YAML stays as it is. */
export function withoutServerFields(text: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  for (const field of OF_SERVER) document.deleteIn(['metadata', field]);
  document.delete('status');
  return String(document);
}
