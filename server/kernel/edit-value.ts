import { isJson } from './json';
import type { TextEdit, TextPath } from './text-edit';

/** The value at a path; undefined where there is none. */
export const valueAt = (value: unknown, path: TextPath): unknown =>
  path.reduce<unknown>((inside, step) => {
    if (Array.isArray(inside)) return typeof step === 'number' ? inside[step] : undefined;
    return isJson(inside) && Object.hasOwn(inside, step) ? inside[String(step)] : undefined;
  }, value);

/**
 * What a JSON value is after an edit; what stands around it is the same object. Names and lists that lead there are made where
 * nothing is yet. Undefined where something else than an object or a list stands in the way: it is never written over.
 */
export function editValue(value: unknown, edit: TextEdit): { value: unknown } | undefined {
  const [step, ...rest] = edit.path;
  if (step === undefined) return 'value' in edit && !isTaken(edit) ? { value: edit.value } : undefined;
  const holder = value ?? (typeof step === 'number' ? [] : {});
  if (rest.length === 0) return Array.isArray(holder) ? editEntry(holder, step, edit) : editField(holder, step, edit);
  const inside = valueAt(holder, [step]);
  if (inside === undefined && isTaken(edit)) return { value };
  const next = editValue(inside, { ...edit, path: rest });
  const set = next && { path: [step], value: next.value };
  return set && (Array.isArray(holder) ? editEntry(holder, step, set) : editField(holder, step, set));
}

function editField(holder: unknown, step: string | number, edit: TextEdit): { value: unknown } | undefined {
  if (!isJson(holder) || 'insert' in edit || 'to' in edit) return undefined;
  const key = String(step);
  const others = Object.entries(holder);
  if (isTaken(edit)) return { value: Object.fromEntries(others.filter(([name]) => name !== key)) };
  const { value } = edit as { value?: unknown };
  if (!Object.hasOwn(holder, key)) return { value: Object.fromEntries([...others, [key, value]]) };
  return { value: Object.fromEntries(others.map(([name, own]) => [name, name === key ? value : own])) };
}

function editEntry(list: readonly unknown[], at: string | number, edit: TextEdit): { value: unknown } | undefined {
  if (typeof at !== 'number' || at > list.length) return undefined;
  if ('insert' in edit) return { value: list.toSpliced(at, 0, edit.insert) };
  const isThere = at < list.length;
  if ('to' in edit) {
    const moved = list.toSpliced(at, 1).toSpliced(edit.to, 0, list[at]);
    return isThere && edit.to < list.length ? { value: moved } : undefined;
  }
  if (isTaken(edit)) return { value: isThere ? list.toSpliced(at, 1) : list };
  return { value: list.toSpliced(at, 1, edit.value) };
}

/** Whether the edit takes away what is there. */
export const isTaken = (edit: TextEdit): boolean =>
  !('insert' in edit || 'to' in edit || ('value' in edit && edit.value !== undefined));
