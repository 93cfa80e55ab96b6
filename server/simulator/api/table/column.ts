import { age } from '~/server/kernel/human-duration';
import { dig, digObject, isObject, type KubeObject } from '~/server/simulator/api/object';

/** A column of `kubectl get`: priority 0 is always shown, 1 only with `-o wide`. */
export type Column = {
  name: string;
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format?: 'name' | '';
  priority?: 0 | 1;
  cell(object: KubeObject, now: Date): unknown;
};

type Cell = Column['cell'];

export const column = (name: string, cell: Cell, type: NonNullable<Column['type']> = 'string'): Column => ({
  name,
  type,
  cell,
});
export const wide = (name: string, cell: Cell, type: NonNullable<Column['type']> = 'string'): Column => ({
  ...column(name, cell, type),
  priority: 1,
});

export const NAME: Column = { name: 'Name', format: 'name', cell: ({ metadata }) => metadata.name };
export const AGE: Column = column('Age', ({ metadata }, now) => age(metadata.creationTimestamp, now));
export const CREATED: Column = column('Created At', ({ metadata }) => metadata.creationTimestamp ?? null, 'date');

/** The text at a path, or what stands for nothing. */
export const text = (object: unknown, path: string, otherwise = ''): string => {
  const found = dig(object, ...path.split('.'));
  return found === undefined || found === null || found === '' ? otherwise : String(found);
};

export const count = (object: unknown, path: string): number => Number(dig(object, ...path.split('.')) ?? 0);

/** Labels as `a=b,c=d`, `<none>` for none. */
export function pairs(labels: unknown): string {
  const entries = isObject(labels) ? Object.entries(labels) : [];
  if (entries.length === 0) return '<none>';
  return entries
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** A label selector as the API prints it; expressions follow the labels. */
export function selectorText(object: unknown, path = 'spec.selector'): string {
  const selector = digObject(object, ...path.split('.'));
  const labels = isObject(selector?.['matchLabels']) ? pairs(selector['matchLabels']) : '';
  const expressions = Array.isArray(selector?.['matchExpressions']) ? selector['matchExpressions'] : [];
  const told = expressions.filter(isObject).map(({ key, operator, values }) => {
    if (operator === 'Exists') return String(key);
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${String(operator).toLowerCase()} (${Array.isArray(values) ? values.join(',') : ''})`;
  });
  return [...(labels === '' || labels === '<none>' ? [] : [labels]), ...told].join(',') || '<none>';
}

/** Elapsed time between two timestamps of the object, or since the first. */
export const since = (from: string, now: Date): string => (from === '' ? '<none>' : age(from, now));
