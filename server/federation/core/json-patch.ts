import { isSame, type Json } from '~/server/kernel/json';
import type { PatchOperation } from '../model/override';

/** Why a patch was not applied; nothing of it was. */
export class PatchFault extends Error {}

/** Values that the copies of one patch may make: a copy into itself doubles what is there. */
const MOST_COPIED = 50_000;
const MOST_ENTRIES = 10_000;
const INDEX = /^(0|[1-9]\d*)$/;
/** What JavaScript would take for something else than a key. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Applies RFC 6902 to a value of one's own, which is changed. Throws `PatchFault`. */
export function applyJsonPatch(target: unknown, operations: readonly PatchOperation[]): unknown {
  const root = { '': target, left: MOST_COPIED };
  for (const operation of operations) applyOne(root, operation);
  return root[''];
}

type Root = { '': unknown; left: number };

function applyOne(root: Root, operation: PatchOperation): void {
  const { path } = operation;
  switch (operation.op) {
    case 'test':
      if (!isSame(read(root, path), operation.value)) throw new PatchFault(`${path} is not what the patch expects`);
      return;
    case 'remove':
      remove(root, path);
      return;
    case 'add':
      add(root, path, structuredClone(operation.value));
      return;
    case 'replace':
      read(root, path);
      put(root, path, structuredClone(operation.value));
      return;
    case 'copy':
      add(root, path, structuredClone(bounded(root, read(root, operation.from))));
      return;
    case 'move': {
      const { from } = operation;
      if (path.startsWith(`${from}/`)) throw new PatchFault(`${from} cannot be moved into itself`);
      const moved = read(root, from);
      remove(root, from);
      add(root, path, moved);
      return;
    }
  }
}

function bounded(root: Root, value: unknown): unknown {
  const open = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (--root.left < 0) throw new PatchFault('its copies grow without bound');
    if (typeof one === 'object' && one !== null) open.push(...Object.values(one));
  }
  return value;
}

/** The value at a pointer; undefined where there is none, which no JSON value is. */
export const valueAt = (target: unknown, pointer: string): unknown =>
  keysOf(pointer).reduce<unknown>((holder, key) => {
    if (Array.isArray(holder)) return INDEX.test(key) ? holder[Number(key)] : undefined;
    return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
      ? (holder as Json)[key]
      : undefined;
  }, target);

/** The value at a pointer. Throws `PatchFault` where there is none. */
export const readAt = (target: unknown, pointer: string): unknown => read({ '': target, left: 0 }, pointer);

/** RFC 6901: `~1` is a slash, `~0` a tilde, in this order. */
export const keysOf = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerTo = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

type Place = { holder: Json | unknown[]; key: string };

function placeOf(root: Root, pointer: string): Place {
  const keys = ['', ...keysOf(pointer)];
  let holder: unknown = root;
  for (const key of keys.slice(0, -1)) holder = valueIn(holder, key, pointer);
  const key = keys.at(-1) ?? '';
  if (FORBIDDEN.has(key)) throw new PatchFault(`${key} is no field`);
  if (typeof holder !== 'object' || holder === null) throw new PatchFault(`there is nothing at ${pointer}`);
  return { holder: holder as Json | unknown[], key };
}

function valueIn(holder: unknown, key: string, pointer: string): unknown {
  const found = Array.isArray(holder)
    ? holder[indexOf(key, holder.length - 1, pointer)]
    : typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
      ? (holder as Json)[key]
      : undefined;
  if (found === undefined) throw new PatchFault(`there is nothing at ${pointer}`);
  return found;
}

function indexOf(key: string, most: number, pointer: string): number {
  const index = INDEX.test(key) ? Number(key) : Number.NaN;
  if (!(index <= most)) throw new PatchFault(`${pointer} is outside of its list`);
  return index;
}

function read(root: Root, pointer: string): unknown {
  const { holder, key } = placeOf(root, pointer);
  return valueIn(holder, key, pointer);
}

function put(root: Root, pointer: string, value: unknown): void {
  const { holder, key } = placeOf(root, pointer);
  if (Array.isArray(holder)) holder[indexOf(key, holder.length - 1, pointer)] = value;
  else holder[key] = value;
}

function add(root: Root, pointer: string, value: unknown): void {
  const { holder, key } = placeOf(root, pointer);
  if (!Array.isArray(holder)) {
    holder[key] = value;
    return;
  }
  if (holder.length >= MOST_ENTRIES) throw new PatchFault(`the list at ${pointer} grows without bound`);
  holder.splice(key === '-' ? holder.length : indexOf(key, holder.length, pointer), 0, value);
}

function remove(root: Root, pointer: string): void {
  const { holder, key } = placeOf(root, pointer);
  valueIn(holder, key, pointer);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}
