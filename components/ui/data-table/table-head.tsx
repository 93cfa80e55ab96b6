'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Checkbox } from '../checkbox';
import { cn } from '../cn';
import type { DataColumn, Sort } from './data-column';
import { nextSort } from './sort-parameter';

type TableHeadProps<Row> = {
  columns: DataColumn<Row>[];
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
  selection: { all: boolean; some: boolean; toggle: () => void } | undefined;
};

export function TableHead<Row>({ columns, sort, onSort, selection }: TableHeadProps<Row>) {
  const t = useTranslations('ui');
  return (
    <thead className="sticky top-0 z-10 bg-sheet shadow-[inset_0_-1px_0_var(--line-strong)]">
      <tr aria-rowindex={1}>
        {selection && (
          <th scope="col" className="pl-6">
            <Checkbox
              aria-label={t('selectAll')}
              checked={selection.all}
              indeterminate={selection.some && !selection.all}
              onChange={selection.toggle}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

type HeadCellProps<Row> = Pick<TableHeadProps<Row>, 'sort' | 'onSort'> & { column: DataColumn<Row> };

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const { sortBy, header, align } = column;
  const sorted = sortBy !== undefined && sort?.by === sortBy ? sort : undefined;
  const look = cn(
    'h-8 px-2 text-left text-xs font-medium whitespace-nowrap text-ink-faint first:pl-6 last:pr-6',
    align === 'end' && 'pr-5 text-right!',
  );
  if (sortBy === undefined)
    return (
      <th scope="col" className={look}>
        {header}
      </th>
    );
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" className={look} aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, sortBy))}
        className={cn(
          'group/sort inline-flex items-center gap-1 hover:text-ink',
          sorted && 'text-ink!',
          align === 'end' && 'flex-row-reverse',
        )}
      >
        {header}
        <Arrow aria-hidden className={cn('size-3', sorted ? 'text-signal' : 'opacity-0 group-hover/sort:opacity-60')} />
      </button>
    </th>
  );
}
