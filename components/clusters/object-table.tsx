'use client';
import type { QueryKey } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { onlyCluster } from '../shell/scope-parameters';
import { ListTable, type ListTableProps } from '../trpc/list-table';
import { EmptyState } from '../ui/empty-state';
import type { SeenObject } from './object-drawer';

/** The drawer's code comes with the first row that is opened. */
const ObjectDrawer = dynamic(() => import('./object-drawer').then((module) => module.ObjectDrawer), { ssr: false });

type Passed = 'columns' | 'ask' | 'rowId' | 'byStatus' | 'onShown' | 'bulk';
type ObjectTableProps<Row extends object, Key extends QueryKey> = Pick<ListTableProps<Row, Key>, Passed> & {
  kind: 'workloads' | 'namespaces' | 'services';
  /** The one member that is meant; without it the scope of the page. */
  cluster: string | undefined;
  /** The object behind a row. */
  refOf: (row: Row) => ObjectRef;
  /** Further facts of the open row. */
  details?: (row: Row) => ReactNode;
};

/** One kind of object of one member or of the scope, with a drawer for the row that is open. */
export function ObjectTable<Row extends SeenObject, Key extends QueryKey>(props: ObjectTableProps<Row, Key>) {
  const { kind, cluster, refOf, details, ...table } = props;
  const t = useTranslations(`clusters.${kind}`);
  return (
    <ListTable<Row, Key>
      {...table}
      id={kind}
      label={t('title')}
      within={cluster === undefined ? undefined : onlyCluster(cluster)}
      rowLabel={(row) => row.name}
      placeholder={t('filter')}
      drawer={(row, close) => (
        <ObjectDrawer object={row} target={refOf(row)} onClose={close}>
          {details?.(row)}
        </ObjectDrawer>
      )}
      empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
    />
  );
}
