import { isMap, isScalar, isSeq, type Node, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import type { PathStep } from './field-path';

/** Where something stands in a text: offsets of its first letter and of what follows its last. */
export type TextRange = { from: number; to: number };

type Entry = Pair<ParsedNode, ParsedNode | null>;

export const entriesOf = (map: YAMLMap): Entry[] => map.items as Entry[];

export const keyText = (pair: Entry): string => (isScalar(pair.key) ? String(pair.key.value) : '');

/** The range of a node without the line breaks and comments after it. */
export const rangeOf = (node: Node | null | undefined): TextRange | undefined =>
  node?.range ? { from: node.range[0], to: Math.max(node.range[1], node.range[0]) } : undefined;

/** One step further into a document: the value, and where it can be pointed at. */
export function stepInto(node: unknown, step: PathStep): { value: unknown; mark: TextRange | undefined } | undefined {
  if ('key' in step && isMap(node)) {
    const pair = entriesOf(node).find((entry) => keyText(entry) === step.key);
    return pair && { value: pair.value, mark: rangeOf(pair.key) };
  }
  if (!isSeq(node)) return undefined;
  const index = 'index' in step ? step.index : indexOf(node.items, step);
  const item = index === undefined ? undefined : node.items[index];
  return item === undefined ? undefined : { value: item, mark: firstLine(item) };
}

function indexOf(items: readonly unknown[], step: PathStep): number | undefined {
  if (!('by' in step)) return undefined;
  const index = items.findIndex((item) => isMap(item) && String(item.get(step.by)) === step.value);
  return index === -1 ? undefined : index;
}

/** An entry of a list is pointed at by its first key. */
function firstLine(item: unknown): TextRange | undefined {
  if (!isMap(item)) return isScalar(item) ? rangeOf(item) : undefined;
  const [first] = entriesOf(item);
  return first && rangeOf(first.key);
}
