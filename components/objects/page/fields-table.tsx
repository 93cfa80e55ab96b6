'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { FieldOwner } from '~/server/objects/model/view';
import { textColumn } from '../../ui/data-table/column-kinds';
import type { DataColumn, Window } from '../../ui/data-table/data-column';
import { DataTable } from '../../ui/data-table/data-table';
import { pageOf } from '../../ui/data-table/page-of';
import { EmptyState } from '../../ui/empty-state';
import { RelativeTime } from '../../ui/relative-time';

const HOW = {
  sortBy: {
    path: ({ path }: FieldOwner) => path,
    manager: ({ manager }: FieldOwner) => manager,
    operation: ({ operation }: FieldOwner) => operation,
    at: ({ at }: FieldOwner) => at ?? '',
  },
  textOf: ({ path, manager, operation }: FieldOwner) => `${path} ${manager} ${operation}`,
};

/** Who owns which field, by what and since when: the member's own record of it. */
export function FieldsTable({ fields }: { fields: FieldOwner[] }) {
  const t = useTranslations('objects.fields');
  const load = (window: Window) => ({
    queryKey: ['objects.fields', fields, window] as const,
    queryFn: () => pageOf(fields, window, HOW),
    gcTime: 0,
  });
  return (
    <DataTable
      id="objects.fields"
      label={t('title')}
      columns={useColumns()}
      load={load}
      rowId={({ path, manager, operation, subresource }) => [path, manager, operation, subresource].join(' ')}
      rowLabel={({ path }) => path}
      placeholder={t('filter')}
      empty={(filtered) => <EmptyState title={t(filtered ? 'noMatch' : 'empty')}>{t('emptyText')}</EmptyState>}
      failure={() => null}
    />
  );
}

function useColumns(): DataColumn<FieldOwner>[] {
  const t = useTranslations('objects.fields.column');
  return useMemo(
    () => [
      textColumn<FieldOwner>(
        { id: 'path', header: t('path'), sortBy: 'path', width: 320, grow: true },
        ({ path }) => path,
        'mono',
      ),
      textColumn<FieldOwner>(
        { id: 'manager', header: t('manager'), sortBy: 'manager', width: 220 },
        ({ manager }) => manager,
      ),
      textColumn<FieldOwner>(
        { id: 'operation', header: t('operation'), sortBy: 'operation', width: 110 },
        ({ operation }) => operation,
      ),
      textColumn<FieldOwner>(
        { id: 'subresource', header: t('subresource'), width: 110, leaves: 1 },
        ({ subresource }) => subresource,
      ),
      {
        ...{ id: 'at', header: t('at'), sortBy: 'at', width: 120 },
        cell: ({ at }) => (at === null ? '–' : <RelativeTime at={at} className="text-ink-soft" />),
        text: ({ at }) => at ?? '',
      },
    ],
    [t],
  );
}
