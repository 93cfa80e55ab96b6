import type { Definitions } from '~/server/simulator/schema/schema';
import { keyElement, type PathElement, valueElement } from './path-element';
import { keysOf, type Shape } from './shape';

type ListShape = Extract<Shape, { form: 'list' }>;

/** An item of a list under the element by which it is known. */
export type Item = { element: PathElement; value: unknown };

/** The items of a merged list; throws a sentence for one that cannot be known. Of doubles all are returned. */
export function itemsOf(definitions: Definitions, { items, keys }: ListShape, list: unknown): Item[] {
  if (!Array.isArray(list)) return [];
  return list.map((value) => ({
    value,
    element: keys === undefined ? setElement(value) : keyElement(keysOf(definitions, items, keys, value)),
  }));
}

function setElement(value: unknown): PathElement {
  if (value === null) throw new Error("associative list without keys has an element that's an explicit null");
  if (Array.isArray(value)) throw new Error('not supported: associative list with lists as elements');
  if (typeof value === 'object') throw new Error("associative list without keys has an element that's a map type");
  return valueElement(value);
}
