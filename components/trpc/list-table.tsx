'use client';
import type { QueryKey } from '@tanstack/react-query';
import type { Scope } from '~/server/clusters/model/scope';
import { useScope } from '../shell/use-scope';
import { DataTable, type DataTableProps } from '../ui/data-table/data-table';
import { StatusFilter, useStatusFilter } from '../ui/data-table/status-filter';
import type { LoadWindow } from '../ui/data-table/use-table-pages';
import { useUrlParameter } from '../ui/use-url-state';
import { QueryFailure } from './failure-text';
import { listInput } from './list-input';

type Wired = 'load' | 'openId' | 'onOpen' | 'onClose' | 'filters' | 'failure';
type Ask<Row, Key extends QueryKey> = (input: ReturnType<typeof listInput<'name'>>) => ReturnType<LoadWindow<Row, Key>>;

export type ListTableProps<Row extends object, Key extends QueryKey> = Omit<DataTableProps<Row, Key>, Wired> & {
  /** The options of the procedure that lists the rows. */
  ask: Ask<Row, Key>;
  /** What the table is about, where that is not the scope of the page. */
  within?: Scope | undefined;
  /** Rows that have a status can be narrowed by it. */
  byStatus?: boolean;
};

/** A table over one list of the API: scope, status, order, filter and the open row stand in the address. */
export function ListTable<Row extends object, Key extends QueryKey>(props: ListTableProps<Row, Key>) {
  const { ask, within, byStatus = false, ...table } = props;
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  const [open, setOpen] = useUrlParameter('open');
  return (
    <DataTable
      {...table}
      load={(window) => ask(listInput<'name'>(window, { scope: within ?? scope, statuses: byStatus ? statuses : [] }))}
      filters={byStatus && <StatusFilter />}
      openId={open}
      onOpen={(row) => setOpen(props.rowId(row))}
      onClose={() => setOpen(null)}
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
    />
  );
}
