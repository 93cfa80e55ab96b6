'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { nodeKey } from '~/server/clusters/model/row-keys';
import type { Scope } from '~/server/clusters/model/scope';
import { useTRPC } from '../trpc/client';
import { useLiveRows } from '../trpc/use-live-rows';
import { EmptyState } from '../ui/empty-state';
import { useNodeColumns } from './node-columns';
import { PlacedTable } from './placed-table';

/** The drawer's code comes with the first row that is opened. */
const NodeDrawer = dynamic(() => import('./node-drawer').then((module) => module.NodeDrawer), { ssr: false });

type NodesTableProps = { cluster?: string | undefined; region?: string | undefined; zone?: string | undefined };

/** Nodes of one cluster, of one zone, or of the scope; many at once can be given another place. */
export function NodesTable(props: NodesTableProps) {
  const t = useTranslations('topology.nodesTable');
  const trpc = useTRPC();
  return (
    <PlacedTable
      id="nodes"
      label={t('title')}
      columns={useNodeColumns({ withCluster: props.cluster === undefined, withZone: props.zone === undefined })}
      ask={(input) => trpc.clusters.listNodes.queryOptions(input)}
      within={scopeOf(props)}
      rowId={nodeKey}
      rowLabel={(row) => row.name}
      placeholder={t('filter')}
      onShown={useLiveRows('nodes')}
      editLabel={t('edit')}
      targetOf={({ cluster, name }) => ({ kind: 'Node', cluster, name })}
      drawer={(row, close, edit) => <NodeDrawer node={row} onClose={close} onEdit={edit} />}
      empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
    />
  );
}

/** A page about one cluster or zone shows that, whatever scope was brought along. */
function scopeOf({ cluster, region, zone }: NodesTableProps): Scope | undefined {
  if (cluster === undefined && zone === undefined) return undefined;
  const list = (name: string | undefined) => (name === undefined ? [] : [name]);
  return { regions: list(region), zones: list(zone), clusters: list(cluster), environments: [] };
}
