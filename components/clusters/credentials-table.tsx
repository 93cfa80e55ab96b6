'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { CredentialListInput, CredentialRow } from '~/server/clusters/model/credential';
import type { Scope } from '~/server/clusters/model/scope';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn, Window } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { EmptyState } from '../ui/empty-state';
import { RelativeTime } from '../ui/relative-time';
import { clusterHref } from './cluster-href';

/** What the hub holds of each member: of those that have an agent, nothing. */
export function CredentialsTable() {
  const t = useTranslations('clusters.credentials');
  const views = useTranslations('clusters.views');
  const trpc = useTRPC();
  const router = useRouter();
  const { scope } = useScope();
  return (
    <DataTable
      id="credentials"
      label={views('credentials')}
      columns={useCredentialColumns()}
      load={(window) => trpc.clusters.credentials.queryOptions(credentialsInput(window, scope))}
      rowId={(row) => row.cluster}
      rowLabel={(row) => row.cluster}
      placeholder={t('filter')}
      openId={null}
      onOpen={(row) => router.push(clusterHref(row.cluster))}
      onClose={() => undefined}
      failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
    />
  );
}

type SortBy = NonNullable<z.infer<typeof CredentialListInput>['sort']>['by'];

/** `by` is one of the columns' own `sortBy`, and the server refuses any other. */
const credentialsInput = ({ sort, text, offset, limit }: Window, scope: Scope | undefined) => ({
  offset,
  limit,
  ...(sort ? { sort: { by: sort.by as SortBy, descending: sort.descending } } : {}),
  filter: { ...(text === '' ? {} : { text }), ...(scope ? { scope } : {}) },
});

function useCredentialColumns(): DataColumn<CredentialRow>[] {
  const t = useTranslations('clusters.credentials');
  return useMemo(() => {
    const moment = (
      head: { id: string; header: string; sortBy: string; leaves?: number },
      of: (row: CredentialRow) => string | null,
      none: string,
    ): DataColumn<CredentialRow> => ({
      ...{ width: 150, ...head },
      cell: (row) => <Moment at={of(row)} none={row.kind === 'none' ? '–' : none} />,
      text: (row) => of(row) ?? '',
    });
    const rotation = ({ kind, minting }: CredentialRow) => {
      if (kind === 'none') return t('noneHeld');
      if (kind !== 'minted') return t('byHand');
      return t(minting?.state === 'minted' ? 'byItself' : 'failing');
    };
    return [
      textColumn(
        { id: 'cluster', header: t('column.cluster'), sortBy: 'cluster', width: 220 },
        (row) => row.cluster,
        'strong',
      ),
      textColumn({ id: 'kind', header: t('column.kind'), sortBy: 'kind', width: 160 }, (row) => t(`kind.${row.kind}`)),
      {
        ...textColumn<CredentialRow>(
          { id: 'identity', header: t('column.identity'), width: 240 },
          (row) => row.identity,
          'mono',
        ),
        grow: true,
      },
      moment({ id: 'added', header: t('column.added'), sortBy: 'addedAt', leaves: 1 }, (row) => row.addedAt, '–'),
      moment({ id: 'expires', header: t('column.expires'), sortBy: 'expiresAt' }, (row) => row.expiresAt, t('unsaid')),
      moment(
        { id: 'lastUsed', header: t('column.lastUsed'), sortBy: 'lastUsedAt' },
        (row) => row.lastUsedAt,
        t('never'),
      ),
      textColumn({ id: 'rotation', header: t('column.rotation'), width: 120, leaves: 2 }, rotation, 'soft'),
    ];
  }, [t]);
}

function Moment({ at, none }: { at: string | null; none: string }) {
  return at === null ? (
    <span className="text-ink-faint">{none}</span>
  ) : (
    <RelativeTime at={at} className="text-ink-soft" />
  );
}
