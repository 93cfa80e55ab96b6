import type { KubeObject } from '../object';
import { age } from './duration';

/** A column of `kubectl get`: priority 0 is always shown, 1 only with `-o wide`. */
export type Column = {
  name: string;
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format?: 'name' | '';
  priority?: 0 | 1;
  cell(object: KubeObject, now: Date): unknown;
};

export const NAME: Column = { name: 'Name', format: 'name', cell: ({ metadata }) => metadata.name };
export const AGE: Column = { name: 'Age', cell: ({ metadata }, now) => age(metadata.creationTimestamp, now) };

const CREATED: Column = {
  name: 'Created At',
  type: 'date',
  cell: ({ metadata }) => metadata.creationTimestamp ?? null,
};

/** The columns of a kind; kinds without a printer show what the real server shows for them: name and creation. */
export function columnsOf(_storage: string): readonly Column[] {
  return [NAME, CREATED];
}
