'use client';
import dynamic from 'next/dynamic';
import type { WorkloadRow } from '~/server/clusters/model/inventory';
import { workloadKey } from '~/server/clusters/model/row-keys';
import { BulkActions } from '../objects/actions/bulk-actions';
import { serviceRef, workloadRef } from '../objects/actions/workload-ref';
import { useTRPC } from '../trpc/client';
import { useLiveRows } from '../trpc/use-live-rows';
import { useNamespaceColumns, useServiceColumns, useWorkloadColumns } from './object-columns';
import { ObjectTable } from './object-table';

const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };

const PodsByZone = dynamic(() => import('./pods-by-zone').then((module) => module.PodsByZone), { ssr: false });

const ScheduleButton = dynamic(() => import('./schedule-button').then((module) => module.ScheduleButton), {
  ssr: false,
});

/** Kinds whose pods can be told where to run. */
const PLACED = new Set<WorkloadRow['kind']>(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Workloads of one member, or of the scope; many at once can be restarted, scaled, paused or taken back. */
export function WorkloadsTable({ cluster }: { cluster?: string }) {
  const trpc = useTRPC();
  return (
    <ObjectTable
      kind="workloads"
      cluster={cluster}
      columns={useWorkloadColumns(cluster === undefined)}
      ask={(input) => trpc.clusters.listWorkloads.queryOptions(input)}
      rowId={workloadKey}
      refOf={workloadRef}
      byStatus
      bulk={(rows) => <BulkActions targets={rows.map(workloadRef)} />}
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
      refOf={({ cluster: of, name }) => ({ ...NAMESPACES, cluster: of, name })}
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
      refOf={serviceRef}
      details={(row) => <ScheduleButton of="service" target={serviceRef(row)} />}
    />
  );
}
