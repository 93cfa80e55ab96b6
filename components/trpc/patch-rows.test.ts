import { expect, it } from 'vitest';
import { patchRows } from './patch-rows';

const row = (key: string, value: number) => ({ key, value });
const keyOf = ({ key }: { key: string }) => key;
const page = { rows: [row('a', 1), row('b', 1)], total: 9, lastEventId: 'p:1' };

it('puts changed rows in the places of the old ones and adds none', () => {
  const changed = new Map([
    ['b', row('b', 2)],
    ['z', row('z', 2)],
  ]);
  expect(patchRows(page, changed, keyOf)).toEqual({ ...page, rows: [row('a', 1), row('b', 2)] });
  expect(page.rows[1]).toEqual(row('b', 1));
});

it('gives back the very same page when it shows none of the rows', () => {
  expect(patchRows(page, new Map([['z', row('z', 2)]]), keyOf)).toBe(page);
});
