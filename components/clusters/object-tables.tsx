'use client';
import { useCallback } from 'react';
import { useTRPC } from '../trpc/client';
import type { Window } from '../ui/data-table/data-column';
import { StatusFilter, useStatusFilter } from '../ui/data-table/status-filter';
import { useNamespaceColumns, useServiceColumns, useWorkloadColumns } from './object-columns';
import { ObjectTable } from './object-table';
import { PodsByZone } from './pods-by-zone';

/** The guarantee behind the cast: `by` is one of the columns' own `sortBy`, and the server refuses any other. */
const sorted = <By extends string>(sort: Window['sort']) =>
  sort ? { sort: { by: sort.by as By, descending: sort.descending } } : {};

function useListFilter(cluster: string) {
  const { statuses } = useStatusFilter();
  return useCallback(
    (text: string) => ({
      scope: { regions: [], zones: [], clusters: [cluster], environments: [] },
      ...(text === '' ? {} : { text }),
      ...(statuses.length > 0 ? { statuses } : {}),
    }),
    [cluster, statuses],
  );
}

export function WorkloadsTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  const filter = useListFilter(cluster);
  const load = useCallback(
    ({ sort, text, offset, limit }: Window) =>
      trpc.clusters.listWorkloads.queryOptions({ offset, limit, filter: filter(text), ...sorted<'name'>(sort) }),
    [trpc, filter],
  );
  return (
    <ObjectTable
      kind="workloads"
      columns={useWorkloadColumns()}
      load={load}
      idOf={(row) => `${row.kind}/${row.namespace}/${row.name}`}
      filters={<StatusFilter />}
      details={(row) => <PodsByZone cluster={row.cluster} namespace={row.namespace} workload={row.name} />}
    />
  );
}

export function NamespacesTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  const filter = useListFilter(cluster);
  const load = useCallback(
    ({ sort, text, offset, limit }: Window) =>
      trpc.clusters.listNamespaces.queryOptions({ offset, limit, filter: filter(text), ...sorted<'name'>(sort) }),
    [trpc, filter],
  );
  return <ObjectTable kind="namespaces" columns={useNamespaceColumns()} load={load} idOf={(row) => row.name} />;
}

export function ServicesTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  const filter = useListFilter(cluster);
  const load = useCallback(
    ({ sort, text, offset, limit }: Window) =>
      trpc.clusters.listServices.queryOptions({ offset, limit, filter: filter(text), ...sorted<'name'>(sort) }),
    [trpc, filter],
  );
  return (
    <ObjectTable
      kind="services"
      columns={useServiceColumns()}
      load={load}
      idOf={(row) => `${row.namespace}/${row.name}`}
    />
  );
}
