import { foldEffect } from '@codemirror/language';
import type { EditorState, StateEffect } from '@codemirror/state';
import type { TextRange } from './yaml-nodes';

/**
 * The inside of every `status` at the top of a document: only controllers write it, so a text opens with it folded, as
 * managedFields are left out. One that stands on its own line alone is nothing to fold.
 */
export function statusRanges(text: string): TextRange[] {
  const found = text.matchAll(/^status:[ \t]*\n((?:(?:[ \t]|- ).*(?:\n|$)|\n)+)/gm);
  return [...found].map(({ index, 0: whole, 1: inside = '' }) => ({
    from: index + whole.indexOf('\n'),
    to: index + whole.length - (inside.length - inside.trimEnd().length),
  }));
}

export const foldStatus = (state: EditorState): StateEffect<TextRange>[] =>
  statusRanges(state.doc.toString()).map((range) => foldEffect.of(range));
