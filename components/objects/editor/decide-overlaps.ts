import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import type { Side } from '~/server/kernel/merge-edits';
import { type PathStep, readFieldPath } from './field-path';
import { stepInto } from './yaml-nodes';

type Texts = { base: string; mine: string; now: string };

/**
 * Two edits of one object after a person has decided what shall stand where both touched a field: the base takes what
 * stands now, so that the field counts as seen, and mine takes theirs where theirs was chosen. Then nothing overlaps.
 */
export function decideOverlaps({ base, mine, now }: Texts, sides: ReadonlyMap<string, Side>): Omit<Texts, 'now'> {
  const [before, edited, current] = [parseDocument(base), parseDocument(mine), parseDocument(now)];
  for (const [path, side] of sides) {
    const steps = readFieldPath(path);
    const value = valueAt(current, steps);
    put(before, steps, value);
    if (side === 'theirs') put(edited, steps, value);
  }
  return { base: String(before), mine: String(edited) };
}

/** What a text holds at a field, as people read it; null when it is not there. */
export function textAt(text: string, path: string): string | null {
  const value = valueAt(parseDocument(text), readFieldPath(path));
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueAt(document: Document, steps: readonly PathStep[]): unknown {
  const keys = keysOf(document.contents, steps);
  if (keys === undefined) return undefined;
  const found: unknown = document.getIn(keys, true);
  if (found === undefined) return undefined;
  return isMap(found) || isSeq(found) ? found.toJS(document) : document.getIn(keys);
}

function put(document: Document, steps: readonly PathStep[], value: unknown): void {
  const keys = keysOf(document.contents, steps);
  if (value === undefined) {
    if (keys) document.deleteIn(keys);
    return;
  }
  const [last, ...above] = steps.toReversed();
  const parent = keysOf(document.contents, above.toReversed());
  if (keys) document.setIn(keys, document.createNode(value));
  else if (parent && last && 'key' in last) document.setIn([...parent, last.key], document.createNode(value));
  else if (parent) document.addIn(parent, document.createNode(value));
}

/** The keys that lead there; undefined when it is not written. */
function keysOf(contents: unknown, steps: readonly PathStep[]): (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  let node = contents;
  for (const step of steps) {
    const next = stepInto(node, step);
    if (!next) return undefined;
    keys.push('key' in step ? step.key : isSeq(node) ? node.items.indexOf(next.value) : 0);
    node = next.value;
  }
  return keys;
}
