import { type Document, isMap, isScalar, isSeq, Scalar, stringify, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { editValue, isTaken } from '~/server/kernel/edit-value';
import { isJson } from '~/server/kernel/json';
import type { TextEdit, TextPath } from '~/server/kernel/text-edit';
import { editNodes } from './lay-out-anew';
import { beginOf, columnOf, endOf, gapOf, type Held, lineEnd, lineStart, type Way, wayTo } from './text-places';

type Sheet = { text: string; document: Document; printing: { lineWidth: 0; indentSeq: boolean } };

/**
 * Texts in which only the lines of one place differ from those that were there, the best first; none where it cannot be done by
 * letters alone. Whoever asks reads them again: a text that YAML lays out in a way not thought of here is simply not taken.
 */
export function spliceEdit(text: string, document: Document, edit: TextEdit): string[] {
  const way = wayTo(document.contents, edit.path);
  if (!way) return [];
  const printing = { lineWidth: 0, indentSeq: !hasFlushLists(text, document) } as const;
  const sheet = { text, document, printing };
  const outer = way.held.findIndex(({ in: holder }) => holder.flow);
  if (outer !== -1 || isFlow(way)) return inFlow(sheet, way, edit, outer);
  return inBlock(sheet, way, edit);
}

const isFlow = ({ node, rest }: Way) => rest.length > 0 && (isMap(node) || isSeq(node)) && node.flow === true;

function inBlock(sheet: Sheet, way: Way, edit: TextEdit): string[] {
  const { held, node, rest } = way;
  const last = held.at(-1);
  if (rest.length > 0) return fillIn(sheet, way, edit);
  if (!last) return [];
  if ('to' in edit) return move(sheet, last, edit.to);
  if ('insert' in edit) return insert(sheet, last, edit.insert);
  if (isTaken(edit)) return take(sheet, held);
  return 'value' in edit ? [...inPlace(sheet, node, edit.value), ...replace(sheet, last, edit.value)] : [];
}

/** A value where there is nothing yet: a new last entry, or in place of what is empty. */
function fillIn(sheet: Sheet, { held, node, rest }: Way, edit: TextEdit): string[] {
  const [step, ...deeper] = rest;
  const last = held.at(-1);
  if (step === undefined || isTaken(edit) || 'to' in edit) return [];
  const value = 'insert' in edit ? edit.insert : 'value' in edit ? edit.value : undefined;
  const inner = nested(deeper, value);
  if (isMap(node) || isSeq(node)) return append(sheet, { in: node, at: node.items.length - 1 }, step, inner);
  return last ? replace(sheet, last, nested([step], inner)) : [];
}

/** A value below names and lists that are made for it. */
const nested = (path: TextPath, value: unknown): unknown =>
  path.reduceRight<unknown>((inside, step) => (typeof step === 'number' ? [inside] : { [step]: inside }), value);

/** Letters put in place of others. */
const put = ({ text }: Sheet, from: number, to: number, letters: string) =>
  text.slice(0, from) + letters + text.slice(to);

const isWord = (value: unknown) =>
  !isJson(value) && !Array.isArray(value) && !(typeof value === 'string' && value.includes('\n'));

/** One word for another, quoted as it was. */
function inPlace(sheet: Sheet, node: unknown, value: unknown): string[] {
  if (!isScalar(node) || !node.range || !isWord(value)) return [];
  const { range, type } = node;
  if (type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL || range[0] === range[1]) return [];
  const scalar = new Scalar(value);
  if (type && typeof value === 'string') scalar.type = type;
  return [stringify(scalar, sheet.printing).trimEnd(), JSON.stringify(value)].map((word) =>
    put(sheet, range[0], range[1], word),
  );
}

/** An entry with another value: from its colon or dash to its end. */
function replace(sheet: Sheet, held: Held, value: unknown): string[] {
  const { text, printing } = sheet;
  const [begin, gap, end] = [beginOf(held), gapOf(held), endOf(text, held)];
  if (begin === undefined || !gap || end === undefined) return [];
  const body = indented(bodyOf(value, isSeq(held.in), printing), columnOf(text, begin));
  return [put(sheet, gap.from, Math.max(end, gap.from), withComment(body, gap.comment, isSeq(held.in)))];
}

/** What stands behind the colon or the dash. */
function bodyOf(value: unknown, isEntry: boolean, printing: Sheet['printing']): string {
  const printed = stringify(isEntry ? [value] : { k: value }, { ...printing, aliasDuplicateObjects: false });
  return printed.slice(isEntry ? 1 : 2).trimEnd();
}

const indented = (text: string, column: number) => text.replaceAll(/\n(?=.)/g, `\n${' '.repeat(column)}`);

/** The comment beside a key stays there; beside a dash it goes above what is laid out over lines. */
function withComment(body: string, comment: string, isEntry: boolean): string {
  if (comment === '') return body;
  if (!body.includes('\n') && !body.endsWith('|')) return `${body} ${comment}`;
  return isEntry || !body.startsWith('\n') ? body : ` ${comment}${body}`;
}

/** A new last entry. */
function append(sheet: Sheet, last: Held, step: string | number, value: unknown): string[] {
  const { text, printing } = sheet;
  const isEntry = isSeq(last.in);
  if (isEntry && step !== last.at + 1) return [];
  const [begin, end] = [beginOf({ ...last, at: 0 }), endOf(text, last)];
  if (begin === undefined || end === undefined) return [];
  const column = columnOf(text, begin);
  const printed = stringify(isEntry ? [value] : { [step]: value }, { ...printing, aliasDuplicateObjects: false });
  const lines = indented(`\n${printed.trimEnd()}`, column);
  return [put(sheet, lineEnd(text, end), lineEnd(text, end), lines)];
}

/** A new entry before another. */
function insert(sheet: Sheet, held: Held, value: unknown): string[] {
  const { text, printing } = sheet;
  const begin = beginOf(held);
  const above = held.at === 0 ? undefined : endOf(text, { ...held, at: held.at - 1 });
  if (begin === undefined || !isSeq(held.in)) return [];
  const pad = ' '.repeat(columnOf(text, begin));
  const lines = indented(stringify([value], { ...printing, aliasDuplicateObjects: false }).trimEnd(), pad.length);
  // behind the entry above, so that the comment before the next one stays with it
  if (above !== undefined) return [put(sheet, lineEnd(text, above), lineEnd(text, above), `\n${pad}${lines}`)];
  return [put(sheet, lineStart(text, begin), lineStart(text, begin), `${pad}${lines}\n`)];
}

/** Without an entry; the last one leaves `{}` or `[]` behind. */
function take(sheet: Sheet, held: readonly Held[]): string[] {
  const { text } = sheet;
  const [holder, last] = held.slice(-2).length === 2 ? held.slice(-2) : [undefined, held[0]];
  if (!last) return [];
  if (last.in.items.length === 1) return holder ? replace(sheet, holder, isSeq(last.in) ? [] : {}) : [];
  const [begin, end] = [beginOf(last), endOf(text, last)];
  if (begin === undefined || end === undefined) return [];
  const isFirstOfLine = text.slice(lineStart(text, begin), begin).trim() === '';
  const next = beginOf({ ...last, at: last.at + 1 });
  if (!isFirstOfLine) return next === undefined ? [] : [put(sheet, begin, next, '')];
  return [put(sheet, lineStart(text, begin), Math.min(text.length, lineEnd(text, end) + 1), '')];
}

/** The entries of a list in another order, each with the comments above it. */
function move(sheet: Sheet, { in: list, at }: Held, to: number): string[] {
  const { text } = sheet;
  const begin = beginOf({ in: list, at: 0 });
  if (!isSeq(list) || begin === undefined) return [];
  let from = lineStart(text, begin);
  const first = from;
  const parts: string[] = [];
  for (const index of list.items.keys()) {
    const end = endOf(text, { in: list, at: index });
    if (end === undefined) return [];
    parts.push(text.slice(from, lineEnd(text, end)));
    from = lineEnd(text, end) + 1;
  }
  const moved = parts.toSpliced(at, 1).toSpliced(to, 0, parts[at] ?? '');
  return [text.slice(0, first) + moved.join('\n') + text.slice(from - 1)];
}

/** Within braces and brackets: a word in its place; else the outermost of them is written anew, and nothing around it. */
function inFlow(sheet: Sheet, way: Way, edit: TextEdit, outer: number): string[] {
  const isSet = 'value' in edit && !isTaken(edit) && way.rest.length === 0;
  const words = isSet ? inPlace(sheet, way.node, edit.value) : [];
  const flow = outer === -1 ? way.node : way.held[outer]?.in;
  const above = outer === -1 ? way.held.at(-1) : way.held[outer - 1];
  if (!(isMap(flow) || isSeq(flow))) return words;
  // what was empty becomes as the rest is
  if (flow.items.length > 0 || !above) return [...words, ...flowAnew(sheet, flow, above, edit)];
  const filled = editValue(isSeq(flow) ? [] : {}, { ...edit, path: way.rest });
  return filled ? replace(sheet, above, filled.value) : [];
}

function flowAnew(sheet: Sheet, flow: YAMLMap | YAMLSeq, above: Held | undefined, edit: TextEdit): string[] {
  const { document, text } = sheet;
  if (!flow.range) return [];
  const [from, to] = flow.range;
  const printing = { lineWidth: 0, merge: true, flowCollectionPadding: /^[{[]\s/.test(text.slice(from)) } as const;
  try {
    editNodes(document, edit);
    flow.flow = true;
    const column = above ? columnOf(text, beginOf(above) ?? 0) : 0;
    return [put(sheet, from, to, indented(stringify(flow, printing).trimEnd(), column))];
  } catch {
    // an alias or a plain value stands in the way
    return [];
  }
}

/** Whether lists stand below their names at the same column, as kubectl writes them. */
function hasFlushLists(text: string, document: Document): boolean {
  let isFlush = false;
  visit(document, {
    Pair: (_key, { key, value }) => {
      if (!isScalar(key) || !key.range || !isSeq(value) || value.flow || value.items.length === 0) return undefined;
      const dash = beginOf({ in: value, at: 0 });
      isFlush = dash !== undefined && columnOf(text, dash) === columnOf(text, key.range[0]);
      return visit.BREAK;
    },
  });
  return isFlush;
}
