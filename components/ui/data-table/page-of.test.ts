import { expect, it } from 'vitest';
import { pageOf } from './page-of';

const rows = ['n10', 'n9', 'web'].map((name, size) => ({ name, size }));
const how = { sortBy: { name: (row: { name: string }) => row.name }, textOf: (row: { name: string }) => row.name };
const ask = (given: object) => pageOf(rows, { sort: undefined, text: '', offset: 0, limit: 10, ...given }, how);

it('keeps the order, sorts as people count, filters and cuts', () => {
  expect(ask({}).rows).toEqual(rows);
  expect(ask({ sort: { by: 'name', descending: false } }).rows.map(({ name }) => name)).toEqual(['n9', 'n10', 'web']);
  expect(ask({ text: ' N1 ' })).toEqual({ rows: [rows[0]], total: 1 });
  expect(ask({ offset: 1, limit: 1, sort: { by: 'name', descending: true } })).toEqual({ rows: [rows[0]], total: 3 });
});
