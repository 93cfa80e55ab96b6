/** Where a cursor stands in YAML: the fields above it, and whether a name or a value is being written. `[]`: in a list. */
export type CursorPath = {
  path: string[];
  role: 'key' | 'value';
  /** The name whose value is written; only with `value`. */
  key?: string;
  /** Offset at which the word under the cursor begins. */
  from: number;
  /** Names that stand beside the one that is written. */
  siblings: string[];
  /** Columns before the name: what is put below it goes two further. */
  indent: number;
};

type Token = { column: number; key?: string };

const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#'"[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)\s*:(?=\s|$)/;

/**
 * Reads by indentation alone, since a text that is being written is seldom whole YAML. Offsets are letters from the start
 * of the text. Block texts are read as if they were fields; flow style (`{}`) is not looked into.
 */
export function cursorPath(text: string, offset: number): CursorPath {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const tokens = tokensOf(before);
  const last = tokens.at(-1);
  const isValue = last?.key !== undefined && before.length > last.column;
  const own = isValue ? tokens.slice(0, -1) : tokens;
  const word = isValue ? /\s([^\s]*)$/.exec(before) : /([^\s]*)$/.exec(before);
  const dashes = own.filter(({ key }) => key === undefined);
  const start = offset - (word?.[1]?.length ?? 0);
  const indent = isValue ? last.column : start - lineStart;
  const above = linesAbove(text, lineStart);
  const found = climb(above, dashes, indent);
  const below = dashes.length > 0 || isValue ? [] : siblingsBelow(text, offset, indent);
  return {
    path: found.path,
    role: isValue ? 'value' : 'key',
    ...(isValue && last.key !== undefined ? { key: last.key } : {}),
    from: start,
    siblings: [...found.siblings, ...siblingsAfterDash(text, offset, dashes, indent), ...below],
    indent,
  };
}

/** Dashes and at most one name of a line, with the columns at which they stand. */
function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let column = line.length - line.trimStart().length;
  while (line[column] === '-' && (line[column + 1] === ' ' || column + 1 === line.length)) {
    tokens.push({ column });
    column += 1;
    while (line[column] === ' ') column += 1;
  }
  const key = KEY.exec(line.slice(column))?.[1];
  if (key !== undefined) tokens.push({ column, key: key.replaceAll(/^["']|["']$/g, '') });
  return tokens;
}

/** The lines of the document above, the nearest first. */
function linesAbove(text: string, lineStart: number): string[] {
  const lines = text.slice(0, Math.max(0, lineStart - 1)).split('\n');
  const separator = lines.findLastIndex((line) => line.startsWith('---'));
  return lineStart === 0 ? [] : lines.slice(separator + 1).reverse();
}

const isText = (line: string) => line.trim() !== '' && !line.trimStart().startsWith('#');

/** Goes up the text and collects the fields in which the cursor stands; a dash may stand at the column of its list's name. */
function climb(above: readonly string[], dashes: readonly Token[], indent: number) {
  const path: string[] = [];
  const siblings: string[] = [];
  let [keyBelow, dashBelow] = [indent, indent];
  let isBeside = true;
  const visit = ({ column, key }: Token) => {
    if (key === undefined && column < dashBelow) {
      path.unshift('[]');
      [keyBelow, dashBelow, isBeside] = [column + 1, column, false];
    } else if (key !== undefined && column < keyBelow) {
      path.unshift(key);
      [keyBelow, dashBelow, isBeside] = [column, column, false];
    } else if (key !== undefined && column === indent && isBeside) siblings.push(key);
  };
  for (const token of dashes.toReversed()) visit(token);
  for (const line of above.filter(isText)) for (const token of tokensOf(line).toReversed()) visit(token);
  return { path, siblings };
}

/** Names beside the cursor further down, up to the end of the object. */
function siblingsBelow(text: string, offset: number, indent: number): string[] {
  const siblings: string[] = [];
  for (const line of linesBelow(text, offset)) {
    const [first, ...others] = tokensOf(line);
    const column = line.length - line.trimStart().length;
    if (column < indent || (first && first.key === undefined && column < indent)) break;
    for (const token of [first, ...others])
      if (token?.key !== undefined && token.column === indent) siblings.push(token.key);
  }
  return siblings;
}

/** Behind a dash the rest of the entry stands below, at the column of the first name. */
function siblingsAfterDash(text: string, offset: number, dashes: readonly Token[], indent: number): string[] {
  if (dashes.length === 0) return [];
  const siblings: string[] = [];
  for (const line of linesBelow(text, offset)) {
    if (line.length - line.trimStart().length < indent) break;
    for (const token of tokensOf(line))
      if (token.key !== undefined && token.column === indent) siblings.push(token.key);
  }
  return siblings;
}

function linesBelow(text: string, offset: number): string[] {
  const end = text.indexOf('\n', offset);
  if (end === -1) return [];
  const lines = text.slice(end + 1).split('\n');
  const separator = lines.findIndex((line) => line.startsWith('---'));
  return (separator === -1 ? lines : lines.slice(0, separator)).filter(isText);
}
