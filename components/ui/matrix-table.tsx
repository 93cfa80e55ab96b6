import type { ReactNode } from 'react';

type MatrixTableProps<Row> = {
  label: string;
  columns: readonly string[];
  /** What stands above a column: its own name, unless it is another. */
  head?: (column: string) => ReactNode;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** What stands before a row. */
  name: (row: Row) => ReactNode;
  /** Nothing where the two have nothing in common. */
  cell: (row: Row, column: string) => ReactNode;
};

/** As many names lie flat; of more, a look would see a few columns and no picture. */
const MOST_FLAT = 8;

/** Things by things, a cell for each pair; the names stay where a large one is scrolled. */
export function MatrixTable<Row>(props: MatrixTableProps<Row>) {
  const { label, columns, head = (column) => column, rows, keyOf, name, cell } = props;
  const stands = columns.length > MOST_FLAT;
  return (
    <div className="max-h-80 overflow-auto">
      <table aria-label={label} className="text-xs">
        <thead className="text-ink-faint">
          <tr>
            <td className="sticky top-0 left-0 z-20 bg-paper" />
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="sticky top-0 z-10 bg-paper px-1 pb-1 text-left align-bottom font-medium whitespace-nowrap"
              >
                {stands ? <span className="rotate-180 [writing-mode:vertical-rl]">{head(column)}</span> : head(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row" className="sticky left-0 z-10 bg-paper pr-3 text-left font-medium whitespace-nowrap">
                {name(row)}
              </th>
              {columns.map((column) => (
                <td key={column} className="p-0.5">
                  {cell(row, column) ?? <span className="block h-6 min-w-7 rounded-sm bg-sunken" />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
