import {
  type CST,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { TextPath } from '~/server/kernel/text-edit';

/** A collection and the place in it at which an entry stands, or would come to stand. */
export type Held = { in: YAMLMap | YAMLSeq; at: number };

/** How far a path leads: the entries passed, the node at the end, and the steps for which there is nothing yet. */
export type Way = { held: Held[]; node: unknown; rest: TextPath };

/** Follows a path; undefined where an alias stands in the way, since what it stands for is written elsewhere. */
export function wayTo(contents: unknown, path: TextPath): Way | undefined {
  const held: Held[] = [];
  let node = contents;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) return undefined;
    if (!isMap(node) && !isSeq(node)) return { held, node, rest: path.slice(index) };
    const at = isMap(node)
      ? node.items.findIndex(({ key }) => isScalar(key) && String(key.value) === String(step))
      : Number(step);
    if (at < 0 || at >= node.items.length) return { held, node, rest: path.slice(index) };
    held.push({ in: node, at });
    node = isMap(node) ? node.items[at]?.value : node.items[at];
  }
  return { held, node, rest: [] };
}

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Where the line ends, before its break. */
export const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
};
export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

type Item = CST.BlockMap['items'][number] | CST.BlockSequence['items'][number];

function tokenOf({ in: holder, at }: Held): Item | undefined {
  const token = holder.srcToken;
  return token && 'items' in token ? (token.items[at] as Item | undefined) : undefined;
}

/** Where an entry of a block begins: at its key, or at its dash. */
export function beginOf(held: Held): number | undefined {
  if (isSeq(held.in)) return dashOf(held);
  const { key } = held.in.items[held.at] ?? {};
  return isScalar(key) ? key.range?.[0] : undefined;
}

const dashOf = (held: Held) => tokenOf(held)?.start.find(({ type }) => type === 'seq-item-ind')?.offset;

/** What stands between a key or a dash and its value: where that begins, and the comment on the same line. */
export function gapOf(held: Held): { from: number; comment: string } | undefined {
  const token = tokenOf(held);
  const tokens = isSeq(held.in) ? token?.start : token && 'sep' in token ? token.sep : undefined;
  const sign = tokens?.findLastIndex(({ type }) => type === 'seq-item-ind' || type === 'map-value-ind') ?? -1;
  const from = tokens?.[sign]?.offset;
  if (tokens === undefined || from === undefined) return undefined;
  const after = tokens.slice(sign + 1);
  const broken = after.findIndex(({ type }) => type === 'newline');
  const comment = after.slice(0, broken === -1 ? undefined : broken).find(({ type }) => type === 'comment');
  return { from: from + 1, comment: comment?.source ?? '' };
}

/** Where the last letter of an entry ends, without the comment and the line break after it. */
export function endOf(text: string, { in: holder, at }: Held): number | undefined {
  const value = isMap(holder) ? holder.items[at]?.value : holder.items[at];
  const own = isCollection(value) && !value.flow && value.items.length > 0;
  if (own && (isMap(value) || isSeq(value))) return endOf(text, { in: value, at: value.items.length - 1 });
  const range = (value as Node | null | undefined)?.range;
  if (range && range[1] > range[0]) return range[0] + text.slice(range[0], range[1]).trimEnd().length;
  return gapOf({ in: holder, at })?.from ?? (isMap(holder) ? keyEnd(holder.items[at]) : undefined);
}

const keyEnd = (pair: Pair | undefined) => (isScalar(pair?.key) ? pair.key.range?.[1] : undefined);
