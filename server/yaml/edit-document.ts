import { type Document, isMap, isNode, parseDocument } from 'yaml';
import type { TextEdit } from '~/server/kernel/text-edit';
import { parseDocuments } from './parse-documents';

/** A text with some values set or taken away: what stands around them stays as it was written. Undefined for what is not read. */
export function editDocument(text: string, edits: readonly TextEdit[]): string | undefined {
  if (!parseDocuments(text).ok) return undefined;
  const document = parseDocument(text, { merge: true });
  for (const { path, ...given } of edits) {
    if (!('value' in given)) document.deleteIn(path);
    else document.setIn(path, nodeOf(document, given.value));
    plain(document.getIn(path.slice(0, -1), true));
  }
  return document.toString({ lineWidth: 0 });
}

/** A plain value is put into the node that is there, which keeps its comment. */
const nodeOf = (document: Document, value: unknown): unknown =>
  typeof value === 'object' ? document.createNode(value, { aliasDuplicateObjects: false }) : value;

/** `{}` and `[]` that get a content are written as the rest is. */
function plain(node: unknown): void {
  if (isNode(node) && 'flow' in node && (isMap(node) || 'items' in node)) node.flow = false;
}
