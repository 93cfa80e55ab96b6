'use client';
import type { MouseEvent } from 'react';
import { Checkbox } from '../checkbox';
import { cn } from '../cn';
import { Skeleton } from '../skeleton';
import type { DataColumn } from './data-column';

type TableRowProps<Row> = {
  index: number;
  row: Row | undefined;
  columns: DataColumn<Row>[];
  height: number;
  active: boolean;
  open: boolean;
  selection: { selected: boolean; label: string; toggle: (range: boolean) => void } | undefined;
  onOpen: () => void;
  onFocus: () => void;
};

/** One row; a click anywhere but on a control opens it. The header is row 1 for assistive technology. */
export function TableRow<Row>({ index, row, columns, height, active, open, selection, ...on }: TableRowProps<Row>) {
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest('a,button,input,label')) return;
    if (window.getSelection()?.isCollapsed !== false) on.onOpen();
  };
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selection?.selected}
      tabIndex={active ? 0 : -1}
      onClick={onClick}
      onFocus={on.onFocus}
      style={{ height }}
      className={cn(
        'cursor-default border-b border-line -outline-offset-2 hover:bg-hover',
        selection?.selected && 'bg-accent-soft! hover:bg-accent-soft',
        open && 'bg-accent-soft! shadow-[inset_2px_0_0_var(--signal)]',
      )}
    >
      {selection && (
        <td className="pl-6">
          <Checkbox
            aria-label={selection.label}
            tabIndex={-1}
            checked={selection.selected}
            onChange={(event) => selection.toggle((event.nativeEvent as { shiftKey?: boolean }).shiftKey === true)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            'overflow-hidden px-2 text-ellipsis whitespace-nowrap first:pl-6 last:pr-6',
            column.align && 'pr-5 text-right',
          )}
        >
          {row === undefined ? <Skeleton className="h-3 w-2/3" /> : column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
