'use client';
import { Tags } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import type { EditTarget } from '~/server/topology/model/places';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { listInput } from '../trpc/list-input';
import { Button } from '../ui/button';
import type { Window } from '../ui/data-table/data-column';
import { DataTable } from '../ui/data-table/data-table';
import { StatusFilter, useStatusFilter } from '../ui/data-table/status-filter';
import { EmptyState } from '../ui/empty-state';
import { useUrlParameter } from '../ui/use-url-state';
import { LazyEditPlaces } from './lazy-edit-places';
import { useNodeColumns } from './node-columns';

/** The drawer's code comes with the first row that is opened. */
const NodeDrawer = dynamic(() => import('./node-drawer').then((module) => module.NodeDrawer), { ssr: false });

type NodesTableProps = { cluster?: string | undefined; region?: string | undefined; zone?: string | undefined };

/** Nodes of one cluster, of one zone, or of the scope; many at once can be given another place. */
export function NodesTable(props: NodesTableProps) {
  const t = useTranslations('topology.nodesTable');
  const [open, setOpen] = useUrlParameter('open');
  const [editing, setEditing] = useState<EditTarget[]>();
  return (
    <>
      <DataTable
        id="nodes"
        label={t('title')}
        columns={useNodeColumns(props.cluster === undefined)}
        load={useNodeWindow(props)}
        rowId={(row) => `${row.cluster}/${row.name}`}
        rowLabel={(row) => row.name}
        placeholder={t('filter')}
        filters={<StatusFilter />}
        openId={open}
        onOpen={(row) => void setOpen(`${row.cluster}/${row.name}`)}
        onClose={() => void setOpen(null)}
        drawer={(row, close) => <NodeDrawer node={row} onClose={close} onEdit={setEditing} />}
        bulk={(rows) => (
          <Button
            size="sm"
            onClick={() => setEditing(rows.map(({ cluster, name }) => ({ kind: 'Node', cluster, name })))}
          >
            <Tags className="size-3.5" />
            {t('edit')}
          </Button>
        )}
        empty={() => <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        failure={(error, retry) => <QueryFailure error={error} onRetry={retry} />}
      />
      {editing && <LazyEditPlaces targets={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function useNodeWindow({ cluster, region, zone }: NodesTableProps) {
  const trpc = useTRPC();
  const { scope } = useScope();
  const { statuses } = useStatusFilter();
  const within = useMemo(() => narrowed(scope, { cluster, region, zone }), [scope, cluster, region, zone]);
  return useCallback(
    (window: Window) => trpc.clusters.listNodes.queryOptions(listInput<'name'>(window, { scope: within, statuses })),
    [trpc, within, statuses],
  );
}

/** A page about one cluster or zone shows that, whatever scope was brought along. */
function narrowed(scope: Scope | undefined, { cluster, region, zone }: NodesTableProps): Scope | undefined {
  if (cluster === undefined && zone === undefined) return scope;
  const list = (name: string | undefined) => (name === undefined ? [] : [name]);
  return { regions: list(region), zones: list(zone), clusters: list(cluster), environments: [] };
}
