'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { KindRef } from '~/server/objects/model/ref';
import type { ObjectTableRow } from '~/server/objects/model/table';
import { useScopedHref } from '../../shell/use-scope';
import type { Window } from '../../ui/data-table/data-column';
import { DataTable } from '../../ui/data-table/data-table';
import { pageOf } from '../../ui/data-table/page-of';
import { EmptyState } from '../../ui/empty-state';
import { kindSlug, objectHref } from '../object-href';
import { useKinds } from '../use-kinds';
import { cellOrder } from './cell-order';
import { LazyMemberFailure } from './lazy-member-failure';
import { ListAge } from './list-age';
import { columnId, useMemberColumns } from './member-columns';
import { type ListQuestion, type MemberList, useMemberList } from './use-member-list';

const MoreRows = dynamic(() => import('./more-rows').then((module) => module.MoreRows), { ssr: false });

const LAST_SEEN = 'Last Seen';

type MemberTableProps = { question: ListQuestion; label: string; filters?: ReactNode };

/** One kind of one member, live from it: its own columns, more rows as one scrolls, and as of when. */
export function MemberTable({ question, label, filters }: MemberTableProps) {
  const t = useTranslations('objects.list');
  const { cluster, kind } = question;
  const members = useMemberList(question);
  const { list, rows } = members;
  const kinds = useKinds(cluster);
  const known = kinds.find(kind);
  const namespaced =
    question.namespace === undefined && (known?.namespaced ?? rows.some((row) => row.namespace !== null));
  const all = kinds.all;
  const subject = useMemo(() => ({ cluster, kind, namespaced, kinds: all }), [cluster, kind, namespaced, all]);
  const columns = useMemberColumns(subject, members.columns, rows);
  const open = useOpenRow(cluster, kind);
  const lastId = rows.at(-1)?.uid;
  const { fetchNextPage, hasNextPage, isFetching } = list;
  const onShown = useCallback(
    (ids: readonly string[]) => {
      if (hasNextPage && !isFetching && lastId !== undefined && ids.includes(lastId)) void fetchNextPage();
    },
    [hasNextPage, isFetching, lastId, fetchNextPage],
  );
  if (list.error && rows.length === 0)
    return <LazyMemberFailure cluster={cluster} error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      {list.error && <LazyMemberFailure cluster={cluster} error={list.error} onRetry={() => void list.refetch()} />}
      <DataTable
        id={`objects.${kindSlug(kind)}`}
        label={label}
        columns={columns}
        load={(window) => answered(members, window, [kindSlug(kind), cluster])}
        rowId={(row) => row.uid || `${row.namespace ?? ''}/${row.name}`}
        rowLabel={(row) => row.name}
        placeholder={t('filter')}
        filters={
          <>
            {filters}
            <ListAge asOf={members.asOf} busy={isFetching} onRefresh={() => void list.refetch()} />
          </>
        }
        onOpen={open}
        onShown={onShown}
        empty={(filtered) => (
          <EmptyState title={t(filtered ? 'noMatch' : 'empty')}>{t(filtered ? 'noMatchText' : 'emptyText')}</EmptyState>
        )}
        failure={() => null}
      />
      {list.hasNextPage && <MoreRows members={members} />}
    </>
  );
}

/** All rows that came are here, so that order and filter ask nobody. Nothing is answered before the first page is there. */
function answered(members: MemberList, window: Window, about: string[]) {
  const { rows, columns, list } = members;
  const sortBy: Record<string, (row: ObjectTableRow) => string | number> = { namespace: (row) => row.namespace ?? '' };
  for (const [index, { name }] of columns.entries())
    sortBy[columnId(name)] =
      name === 'Age' ? (row) => -Date.parse(row.createdAt) : (row) => cellOrder(row.cells[index] ?? null);
  // what happened last comes first, where a list tells when
  const firstSort = columns.some(({ name }) => name === LAST_SEEN)
    ? { by: columnId(LAST_SEEN), descending: false }
    : undefined;
  const textOf = (row: ObjectTableRow) => [row.name, row.namespace ?? '', ...row.cells.map(String)].join(' ');
  return {
    queryKey: ['objects.rows', ...about, list.dataUpdatedAt, rows.length, window] as const,
    queryFn: () =>
      list.data === undefined
        ? new Promise<never>(() => undefined)
        : pageOf(rows, { ...window, sort: window.sort ?? firstSort }, { sortBy, textOf }),
    gcTime: 0,
  };
}

function useOpenRow(cluster: string, kind: KindRef) {
  const router = useRouter();
  const scoped = useScopedHref();
  return ({ name, namespace }: ObjectTableRow) =>
    router.push(scoped(objectHref({ cluster, ...kind, name, ...(namespace === null ? {} : { namespace }) })));
}
