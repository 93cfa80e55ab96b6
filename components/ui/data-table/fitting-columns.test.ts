import { describe, expect, it } from 'vitest';
import type { DataColumn } from './data-column';
import { fittingColumns } from './fitting-columns';

const column = (id: string, more: Partial<DataColumn<string>> = {}): DataColumn<string> => ({
  id,
  header: id,
  width: 100,
  cell: () => id,
  text: () => id,
  ...more,
});
const columns = [column('name'), column('latency', { leaves: 2 }), column('zone', { leaves: 1 })];
const shown = (chosen: Record<string, boolean>, width: number) =>
  fittingColumns(columns, chosen, width).map(({ id }) => id);

describe('fittingColumns', () => {
  it('lets the least important column go first, and only as many as must', () => {
    expect(shown({}, 300)).toEqual(['name', 'latency', 'zone']);
    expect(shown({}, 299)).toEqual(['name', 'latency']);
    expect(shown({}, 100)).toEqual(['name']);
  });

  it('keeps what a person chose, and what never leaves, however narrow it is', () => {
    expect(shown({ zone: true }, 50)).toEqual(['name', 'zone']);
  });
});
