import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_SIZE, pagesOf, rowsByIndex } from './page-window';
import { rowWindow } from './row-window';
import { nextSort, readSort, writeSort } from './sort-parameter';
import { toCsv } from './to-csv';

describe('toCsv', () => {
  const column = { header: 'name', text: (row: string) => row };

  it('quotes what would break a line', () => {
    expect(toCsv([column], ['a,b', 'say "x"', 'plain'])).toBe('name\r\n"a,b"\r\n"say ""x"""\r\nplain\r\n');
  });

  it('lets no cell become a formula, and keeps negative numbers', () => {
    expect(toCsv([column], ['=1+1', '@x', '-5'])).toBe("name\r\n'=1+1\r\n'@x\r\n-5\r\n");
  });
});

describe('pages', () => {
  it('cover every row that is looked at and no page more', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(400), (first, length) => {
        const pages = pagesOf(first, first + length);
        expect(pages[0]).toBe(Math.floor(first / PAGE_SIZE));
        expect(pages.at(-1)).toBe(Math.floor((first + length) / PAGE_SIZE));
        expect(new Set(pages).size).toBe(pages.length);
      }),
    );
  });

  it('put rows at their place in the whole answer', () => {
    const rows = rowsByIndex([{ page: 2, rows: ['a', 'b'] }]);
    expect([...rows]).toEqual([
      [200, 'a'],
      [201, 'b'],
    ]);
  });
});

describe('rowWindow', () => {
  it('shows every row in sight, and keeps the height of the whole', () => {
    const views = fc.record({
      top: fc.nat(200_000),
      height: fc.nat(2000),
      total: fc.nat(5000),
      row: fc.constantFrom(28, 36),
    });
    fc.assert(
      fc.property(views, (view) => {
        const { first, last, before, after } = rowWindow(view);
        expect(before + (last - first) * view.row + after).toBe(view.total * view.row);
        for (const y of [view.top, view.top + view.height - 1]) {
          const row = Math.floor(y / view.row);
          if (y >= 0 && row < view.total) expect(row >= first && row < last).toBe(view.height > 0 || row >= first);
        }
      }),
    );
  });
});

describe('sort in the URL', () => {
  it('reads back what it wrote and refuses other columns', () => {
    const sort = { by: 'name', descending: true };
    expect(readSort(writeSort(sort), ['name'])).toEqual(sort);
    expect(readSort('password.desc', ['name'])).toBeUndefined();
  });

  it('goes up, down and away again', () => {
    const up = nextSort(undefined, 'name');
    const down = nextSort(up, 'name');
    expect([up?.descending, down?.descending, nextSort(down, 'name')]).toEqual([false, true, undefined]);
  });
});
