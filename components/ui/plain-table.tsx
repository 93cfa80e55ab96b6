import type { ReactNode } from 'react';

type PlainColumn<Row> = { head: string; cell: (row: Row) => ReactNode; narrow?: boolean };
type PlainTableProps<Row> = {
  label: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
};

/** A short list that fits a page: no sorting, no pages. The first column names its row. */
export function PlainTable<Row>({ label, columns, rows, keyOf }: PlainTableProps<Row>) {
  return (
    <div className="overflow-x-auto">
      <table aria-label={label} className="w-full text-left text-sm">
        <thead className="text-xs text-ink-faint">
          <tr>
            {columns.map(({ head, narrow }) => (
              <th
                key={head}
                scope="col"
                className={narrow ? 'w-px pr-4 pb-1 font-medium whitespace-nowrap' : 'pr-4 pb-1 font-medium'}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-t border-line align-baseline">
              {columns.map(({ head, cell, narrow }, index) =>
                index === 0 ? (
                  <th
                    key={head}
                    scope="row"
                    className={narrow ? 'py-1.5 pr-4 font-medium whitespace-nowrap' : 'py-1.5 pr-4 font-medium'}
                  >
                    {cell(row)}
                  </th>
                ) : (
                  <td key={head} className={narrow ? 'py-1.5 pr-4 whitespace-nowrap' : 'py-1.5 pr-4'}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
