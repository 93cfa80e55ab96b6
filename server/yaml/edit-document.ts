import { parseDocument } from 'yaml';
import { editValue } from '~/server/kernel/edit-value';
import { isSame } from '~/server/kernel/json';
import type { TextEdit } from '~/server/kernel/text-edit';
import { laidOutAnew } from './lay-out-anew';
import { parseDocuments, READING } from './parse-documents';
import { spliceEdit } from './splice-edit';

/**
 * A text of one document with some values changed: all else stays letter by letter as it was written, with its comments. Where
 * that cannot be, as within aliases, it is laid out anew. Undefined for what is not read, or where something stands in the way.
 * What comes back reads as what was there, changed at these places alone: each step is read again before it is taken.
 */
export function editDocument(text: string, edits: readonly TextEdit[]): string | undefined {
  let [now, value] = [text, plainOf(text)];
  if (!value) return undefined;
  for (const edit of edits) {
    const next = editValue(value.value, edit);
    const edited: string | undefined =
      next && (isSame(next.value, value.value) ? now : editText(now, edit, next.value));
    if (!next || edited === undefined) return undefined;
    [now, value] = [edited, next];
  }
  return now;
}

function editText(text: string, edit: TextEdit, wanted: unknown): string | undefined {
  const isIt = (candidate: string | undefined) => candidate !== undefined && isSame(plainOf(candidate)?.value, wanted);
  const document = parseDocument(text, { ...READING, keepSourceTokens: true });
  return spliceEdit(text, document, edit).find(isIt) ?? laidOutAnew(text, edit, wanted).find(isIt);
}

/** The one value of a text; of an empty one it is undefined. */
function plainOf(text: string): { value: unknown } | undefined {
  const read = parseDocuments(text);
  return read.ok && read.documents.length <= 1 ? { value: read.documents[0]?.value } : undefined;
}
