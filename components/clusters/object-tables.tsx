'use client';
import dynamic from 'next/dynamic';
import { useCallback } from 'react';
import { onlyCluster } from '../shell/scope-parameters';
import { useTRPC } from '../trpc/client';
import { listInput } from '../trpc/list-input';
import type { Window } from '../ui/data-table/data-column';
import { StatusFilter, useStatusFilter } from '../ui/data-table/status-filter';
import { useNamespaceColumns, useServiceColumns, useWorkloadColumns } from './object-columns';
import { ObjectTable } from './object-table';

const PodsByZone = dynamic(() => import('./pods-by-zone').then((module) => module.PodsByZone), { ssr: false });

function useListInput(cluster: string) {
  const { statuses } = useStatusFilter();
  return useCallback(
    (window: Window) => listInput<'name'>(window, { scope: onlyCluster(cluster), statuses }),
    [cluster, statuses],
  );
}

export function WorkloadsTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  const input = useListInput(cluster);
  const load = useCallback((window: Window) => trpc.clusters.listWorkloads.queryOptions(input(window)), [trpc, input]);
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
  const input = useListInput(cluster);
  const load = useCallback((window: Window) => trpc.clusters.listNamespaces.queryOptions(input(window)), [trpc, input]);
  return <ObjectTable kind="namespaces" columns={useNamespaceColumns()} load={load} idOf={(row) => row.name} />;
}

export function ServicesTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  const input = useListInput(cluster);
  const load = useCallback((window: Window) => trpc.clusters.listServices.queryOptions(input(window)), [trpc, input]);
  return (
    <ObjectTable
      kind="services"
      columns={useServiceColumns()}
      load={load}
      idOf={(row) => `${row.namespace}/${row.name}`}
    />
  );
}
