'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { LostAddress } from '~/server/topology/model/loss';
import { QueryFailure } from '../trpc/failure-text';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { StatusMark } from '../ui/status-mark';
import type { PagesOf } from './use-loss';

const HOW = {
  sortBy: {
    name: ({ name }: LostAddress) => name,
    cluster: ({ cluster }: LostAddress) => cluster,
    fate: ({ gone, elsewhere }: LostAddress) => (gone ? Math.min(elsewhere, 1) : 2),
  },
  textOf: (row: LostAddress) => [row.name, row.namespace, row.cluster, ...row.addresses].join(' '),
};

/** Services that are reached from outside: whose address goes, and whose only loses pods. */
export function LostAddressesTable({ pagesOf }: { pagesOf: PagesOf }) {
  const t = useTranslations('loss');
  return (
    <DataTable
      id="lost-addresses"
      label={t('lists.addresses')}
      columns={useColumns()}
      load={pagesOf('addresses', (loss) => loss.addresses, HOW)}
      rowId={({ cluster, namespace, name }) => `${cluster}/${namespace}/${name}`}
      rowLabel={({ name }) => name}
      placeholder={t('filter')}
      empty={() => <EmptyState title={t('none.addresses')}>{t('none.addressesText')}</EmptyState>}
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
    />
  );
}

const fateOf = ({ gone, elsewhere }: LostAddress) =>
  gone ? (elsewhere > 0 ? 'goneElsewhere' : 'goneOnly') : 'weakened';
const MARKS = { goneOnly: 'failed', goneElsewhere: 'degraded', weakened: 'progressing' } as const;

function useColumns(): DataColumn<LostAddress>[] {
  const t = useTranslations('loss');
  return useMemo(
    () => [
      textColumn<LostAddress>(
        { id: 'name', header: t('column.service'), sortBy: 'name', width: 200, grow: true },
        (row) => row.name,
        'strong',
      ),
      textColumn<LostAddress>({ id: 'namespace', header: t('column.namespace'), width: 150 }, (row) => row.namespace),
      textColumn<LostAddress>(
        { id: 'cluster', header: t('column.cluster'), sortBy: 'cluster', width: 190 },
        (row) => row.cluster,
      ),
      textColumn<LostAddress>(
        { id: 'addresses', header: t('lists.addresses'), width: 200 },
        (row) => row.addresses.join(', '),
        'mono',
      ),
      {
        id: 'fate',
        header: t('column.fate'),
        sortBy: 'fate',
        width: 240,
        cell: (row) => (
          <span className="flex items-center gap-1.5">
            <StatusMark status={MARKS[fateOf(row)]} />
            {t(fateOf(row))}
          </span>
        ),
        text: (row) => t(fateOf(row)),
      },
    ],
    [t],
  );
}
