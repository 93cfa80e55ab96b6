'use client';
import type { QueryKey } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { QueryFailure } from '../trpc/failure-text';
import type { DataColumn } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import type { LoadWindow } from '../ui/data-table/use-table-pages';
import { EmptyState } from '../ui/empty-state';
import { useUrlParameter } from '../ui/use-url-state';
import type { SeenObject } from './object-drawer';

/** The drawer's code comes with the first row that is opened. */
const ObjectDrawer = dynamic(() => import('./object-drawer').then((module) => module.ObjectDrawer), { ssr: false });

type ObjectTableProps<Row, Key extends QueryKey> = {
  kind: 'workloads' | 'namespaces' | 'services';
  columns: DataColumn<Row>[];
  load: LoadWindow<Row, Key>;
  idOf: (row: Row) => string;
  filters?: ReactNode;
  /** Further facts of the open row. */
  details?: (row: Row) => ReactNode;
};

/** One kind of object of one member, with a drawer for the row that is open. */
export function ObjectTable<Row extends SeenObject, Key extends QueryKey>(props: ObjectTableProps<Row, Key>) {
  const t = useTranslations(`clusters.${props.kind}`);
  const [open, setOpen] = useUrlParameter('open');
  return (
    <DataTable
      id={props.kind}
      label={t('title')}
      columns={props.columns}
      load={props.load}
      rowId={props.idOf}
      rowLabel={(row) => row.name}
      placeholder={t('filter')}
      filters={props.filters}
      openId={open}
      onOpen={(row) => void setOpen(props.idOf(row))}
      drawer={(row, close) => (
        <ObjectDrawer object={row} onClose={close}>
          {props.details?.(row)}
        </ObjectDrawer>
      )}
      onClose={() => void setOpen(null)}
      empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
    />
  );
}
