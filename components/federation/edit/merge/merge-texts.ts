import { mergeEdits, type Overlap, type Side } from '~/server/kernel/merge-edits';
import { editDocument } from '~/server/yaml/edit-document';
import type { YamlFault } from '~/server/yaml/model';
import { parseDocuments } from '~/server/yaml/parse-documents';
import { editsBetween } from './edits-between';
import { APPLICATION_RULES, entryNames } from './merge-rules';

export type Texts = { base: string; mine: string; theirs: string };

/** `text` is what I wrote with what they changed put into it; where both changed a field it holds what was decided, else mine. */
export type MergedTexts =
  | { ok: true; text: string; overlaps: Overlap[] }
  /** `fault` is of my text; none where it reads, and what comes together does not. */
  | { ok: false; fault: YamlFault | undefined };

/**
 * Three texts of one application put together: my text stays, with its comments and its order, and takes in what only the others
 * changed. Nothing of either is left out but where `sides` says so. What I began from counts as empty where it does not read.
 */
export function mergeTexts({ base, mine, theirs }: Texts, sides: ReadonlyMap<string, Side>): MergedTexts {
  const read = parseDocuments(mine);
  if (!read.ok) return { ok: false, fault: read.fault };
  const [before, own, other] = [plainOf(base), read.documents[0]?.value, plainOf(theirs)];
  const { value, overlaps } = mergeEdits(before, own, other, {
    ...APPLICATION_RULES,
    sideOf: (path) => sides.get(path),
  });
  const text = editDocument(mine, editsBetween(own, value, entryNames));
  return text === undefined ? { ok: false, fault: undefined } : { ok: true, text, overlaps };
}

function plainOf(text: string): unknown {
  const read = parseDocuments(text);
  return read.ok ? read.documents[0]?.value : undefined;
}
