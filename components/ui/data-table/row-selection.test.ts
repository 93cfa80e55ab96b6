import { describe, expect, it } from 'vitest';
import { NOTHING_SELECTED, toggleAllRows, toggleRow } from './row-selection';

const order = ['a', 'b', 'c', 'd'];

describe('row selection', () => {
  it('takes a range from the last row that was touched, in either direction', () => {
    const c = toggleRow(NOTHING_SELECTED, 'c', false, order);
    expect([...toggleRow(c, 'a', true, order).ids].sort()).toEqual(['a', 'b', 'c']);
    expect([...toggleRow(c, 'd', true, order).ids].sort()).toEqual(['c', 'd']);
  });

  it('takes a range out again', () => {
    const all = toggleAllRows(NOTHING_SELECTED, order);
    const withoutB = toggleRow(all, 'b', false, order);
    expect([...toggleRow(withoutB, 'd', true, order).ids]).toEqual(['a']);
  });

  it('keeps rows of other pages when all loaded rows go', () => {
    const elsewhere = toggleRow(NOTHING_SELECTED, 'z', false, ['z']);
    const all = toggleAllRows(elsewhere, order);
    expect(all.ids.size).toBe(5);
    expect([...toggleAllRows(all, order).ids]).toEqual(['z']);
  });
});
