import type { FieldSet as FieldsV1 } from '~/server/simulator/api/object';
import type { PathElement } from './path-element';

/**
 * A set of paths into an object, as a tree: `members` end here, `children` go on. A path may be both
 * (`Set` of structured-merge-diff's fieldpath). Operations return new sets and share what did not change.
 */
export type FieldSet = {
  readonly members: ReadonlySet<PathElement>;
  readonly children: ReadonlyMap<PathElement, FieldSet>;
};

export const EMPTY_SET: FieldSet = { members: new Set(), children: new Map() };

export const isEmptySet = ({ members, children }: FieldSet): boolean => members.size === 0 && children.size === 0;

const made = (members: ReadonlySet<PathElement>, children: ReadonlyMap<PathElement, FieldSet>): FieldSet =>
  members.size === 0 && children.size === 0 ? EMPTY_SET : { members, children };

/** A set that grows path by path. */
export type FieldSetBuilder = { insert(path: readonly PathElement[]): void; build(): FieldSet };

export function createFieldSetBuilder(): FieldSetBuilder {
  type Growing = { members: Set<PathElement>; children: Map<PathElement, Growing> };
  const grow = (): Growing => ({ members: new Set(), children: new Map() });
  const root = grow();
  return {
    insert(path) {
      let at = root;
      for (const element of path.slice(0, -1)) {
        let next = at.children.get(element);
        if (!next) {
          next = grow();
          at.children.set(element, next);
        }
        at = next;
      }
      const last = path.at(-1);
      if (last !== undefined) at.members.add(last);
    },
    build: () => root,
  };
}

export function union(one: FieldSet, other: FieldSet): FieldSet {
  if (isEmptySet(one)) return other;
  if (isEmptySet(other)) return one;
  const children = new Map(one.children);
  for (const [element, inside] of other.children)
    children.set(element, union(children.get(element) ?? EMPTY_SET, inside));
  return made(new Set([...one.members, ...other.members]), children);
}

export function intersection(one: FieldSet, other: FieldSet): FieldSet {
  const children = new Map<PathElement, FieldSet>();
  for (const [element, inside] of one.children) {
    const common = intersection(inside, other.children.get(element) ?? EMPTY_SET);
    if (!isEmptySet(common)) children.set(element, common);
  }
  return made(new Set([...one.members].filter((element) => other.members.has(element))), children);
}

/** The paths of `one` that are not in `other`; what lies under a path stays, unless it is in `other` itself. */
export function difference(one: FieldSet, other: FieldSet): FieldSet {
  if (isEmptySet(other)) return one;
  const children = new Map<PathElement, FieldSet>();
  for (const [element, inside] of one.children) {
    const left = difference(inside, other.children.get(element) ?? EMPTY_SET);
    if (!isEmptySet(left)) children.set(element, left);
  }
  return made(new Set([...one.members].filter((element) => !other.members.has(element))), children);
}

/** The paths of `one` that are neither in `other` nor under one of its paths. */
export function withoutBranches(one: FieldSet, other: FieldSet): FieldSet {
  if (isEmptySet(other)) return one;
  const children = new Map<PathElement, FieldSet>();
  for (const [element, inside] of one.children) {
    if (other.members.has(element)) continue;
    const left = withoutBranches(inside, other.children.get(element) ?? EMPTY_SET);
    if (!isEmptySet(left)) children.set(element, left);
  }
  return made(new Set([...one.members].filter((element) => !other.members.has(element))), children);
}

export function isSameSet(one: FieldSet, other: FieldSet): boolean {
  return isEmptySet(difference(one, other)) && isEmptySet(difference(other, one));
}

/** All paths: members before what lies under them, in the order of their text. */
export function pathsOf(set: FieldSet, before: readonly PathElement[] = []): PathElement[][] {
  const own = [...set.members].sort().map((element) => [...before, element]);
  const inside = [...set.children]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([element, child]) => pathsOf(child, [...before, element]));
  return [...own, ...inside];
}

/** FieldsV1, the form in managedFields: `.` marks a path that is owned itself and has others under it. */
export function writeFieldSet({ members, children }: FieldSet): FieldsV1 {
  const written: FieldsV1 = {};
  for (const element of [...new Set([...members, ...children.keys()])].sort()) {
    const child = children.get(element);
    written[element] =
      child === undefined ? {} : { ...(members.has(element) ? { '.': {} } : {}), ...writeFieldSet(child) };
  }
  return written;
}

export function readFieldSet(written: FieldsV1): FieldSet {
  const members = new Set<PathElement>();
  const children = new Map<PathElement, FieldSet>();
  for (const [element, inside] of Object.entries(written)) {
    if (element === '.') continue;
    const fields = Object.keys(inside);
    if (fields.length === 0 || '.' in inside) members.add(element);
    const child = readFieldSet(inside);
    if (!isEmptySet(child)) children.set(element, child);
  }
  return made(members, children);
}
