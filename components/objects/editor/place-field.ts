import { isScalar, parseAllDocuments } from 'yaml';
import { type PathStep, readFieldPath } from './field-path';
import { rangeOf, stepInto, type TextRange } from './yaml-nodes';

/**
 * Where a field that somebody complains about stands in the text: its value where that is one word, else its name; what is
 * not written is placed at the deepest field above it that is. `document` counts from 0.
 */
export function placeField(text: string, field: string, document = 0): TextRange {
  const parsed = parseAllDocuments(text);
  const contents = 'empty' in parsed ? undefined : parsed[document]?.contents;
  const start = rangeOf(contents) ?? { from: 0, to: 0 };
  const top: TextRange = { from: start.from, to: lineEnd(text, start.from) };
  return walk(contents, readFieldPath(field), top);
}

function walk(node: unknown, steps: readonly PathStep[], mark: TextRange): TextRange {
  const [step, ...rest] = steps;
  if (step === undefined) return isScalar(node) && node.range ? (rangeOf(node) ?? mark) : mark;
  const next = stepInto(node, step);
  return next ? walk(next.value, rest, next.mark ?? mark) : mark;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
