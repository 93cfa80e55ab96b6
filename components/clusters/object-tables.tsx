'use client';
import dynamic from 'next/dynamic';
import type { WorkloadRow } from '~/server/clusters/model/inventory';
import { workloadKey } from '~/server/clusters/model/row-keys';
import { useTRPC } from '../trpc/client';
import { useLiveRows } from '../trpc/use-live-rows';
import { useNamespaceColumns, useServiceColumns, useWorkloadColumns } from './object-columns';
import { serviceRef, workloadRef } from './object-ref';
import { ObjectTable } from './object-table';

const PodsByZone = dynamic(() => import('./pods-by-zone').then((module) => module.PodsByZone), { ssr: false });

const ScheduleButton = dynamic(() => import('./schedule-button').then((module) => module.ScheduleButton), {
  ssr: false,
});

/** Kinds whose pods can be told where to run. */
const PLACED = new Set<WorkloadRow['kind']>(['Deployment', 'StatefulSet', 'DaemonSet']);

export function WorkloadsTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  return (
    <ObjectTable
      kind="workloads"
      cluster={cluster}
      columns={useWorkloadColumns()}
      ask={(input) => trpc.clusters.listWorkloads.queryOptions(input)}
      rowId={workloadKey}
      byStatus
      onShown={useLiveRows('workloads')}
      details={(row) => (
        <>
          <PodsByZone cluster={row.cluster} namespace={row.namespace} workload={row.name} />
          {PLACED.has(row.kind) && <ScheduleButton of="workload" target={workloadRef(row)} />}
        </>
      )}
    />
  );
}

export function NamespacesTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  return (
    <ObjectTable
      kind="namespaces"
      cluster={cluster}
      columns={useNamespaceColumns()}
      ask={(input) => trpc.clusters.listNamespaces.queryOptions(input)}
      rowId={(row) => row.name}
    />
  );
}

export function ServicesTable({ cluster }: { cluster: string }) {
  const trpc = useTRPC();
  return (
    <ObjectTable
      kind="services"
      cluster={cluster}
      columns={useServiceColumns()}
      ask={(input) => trpc.clusters.listServices.queryOptions(input)}
      rowId={(row) => `${row.namespace}/${row.name}`}
      details={(row) => <ScheduleButton of="service" target={serviceRef(row)} />}
    />
  );
}
