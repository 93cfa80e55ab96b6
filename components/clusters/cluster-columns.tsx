'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ClusterRow } from '~/server/clusters/model/cluster';
import { labelsColumn, statusColumn, textColumn, timeColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { Quantity } from '../ui/quantity';
import { AsOfCell, NameCell, ReadyOf, ReasonCell } from './cluster-cells';
import { useHealthText } from './use-health-text';

type Words = ReturnType<typeof useTranslations<'clusters.column'>>;
type TextOf = ReturnType<typeof useHealthText>;
type Columns = DataColumn<ClusterRow>[];

/** The columns of the members' table. */
export function useClusterColumns(): Columns {
  const t = useTranslations('clusters.column');
  const textOf = useHealthText();
  const ui = useTranslations('ui');
  return useMemo(() => {
    const labels = labelsColumn<ClusterRow>(
      { id: 'labels', header: t('labels'), width: 260, hidden: true },
      (row) => row.labels,
      ui('none'),
    );
    return [...stateColumns(t, textOf), ...placeColumns(t), ...figureColumns(t), labels];
  }, [t, ui, textOf]);
}

function stateColumns(t: Words, textOf: TextOf): Columns {
  const sentence = ({ health }: ClusterRow) => {
    const { why, detail, said } = textOf(health);
    return [why, detail, said].join(' ').trim();
  };
  return [
    {
      id: 'name',
      header: t('name'),
      sortBy: 'name',
      width: 232,
      cell: (row) => <NameCell row={row} />,
      text: (row) => row.name,
    },
    statusColumn({ id: 'status', header: t('status'), sortBy: 'status', width: 104 }, (row) => row.health.status),
    {
      id: 'reason',
      header: t('reason'),
      width: 168,
      grow: true,
      cell: (row) => <ReasonCell row={row} />,
      text: sentence,
    },
    timeColumn({ id: 'since', header: t('since'), width: 100, hidden: true }, (row) => row.health.since),
    {
      id: 'asOf',
      header: t('asOf'),
      width: 88,
      leaves: 6,
      cell: (row) => <AsOfCell row={row} />,
      text: (row) => row.health.asOf ?? '',
    },
  ];
}

function placeColumns(t: Words): Columns {
  return [
    textColumn(
      { id: 'environment', header: t('environment'), sortBy: 'environment', width: 96, leaves: 4 },
      (row) => row.environment,
    ),
    textColumn({ id: 'region', header: t('region'), sortBy: 'region', width: 100, hidden: true }, (row) => row.region),
    textColumn({ id: 'zone', header: t('zone'), sortBy: 'zone', width: 116, leaves: 1 }, (row) => row.zone),
    textColumn(
      { id: 'provider', header: t('provider'), sortBy: 'provider', width: 110, hidden: true },
      (row) => row.provider,
    ),
  ];
}

function figureColumns(t: Words): Columns {
  return [
    textColumn(
      { id: 'version', header: t('version'), sortBy: 'version', width: 116, leaves: 3 },
      (row) => row.health.version,
      'soft',
    ),
    {
      id: 'latency',
      header: t('latency'),
      sortBy: 'latency',
      width: 84,
      leaves: 2,
      align: 'end',
      cell: (row) => <Quantity of={row.health.latencyMs} as="latency" />,
      text: (row) => String(row.health.latencyMs ?? ''),
    },
    {
      id: 'nodes',
      header: t('nodes'),
      sortBy: 'nodes',
      width: 116,
      align: 'end',
      cell: (row) => (row.whole ? <ReadyOf ready={row.nodesReady} of={row.nodes} /> : '–'),
      text: (row) => (row.whole ? `${row.nodesReady}/${row.nodes}` : ''),
    },
    {
      id: 'workloads',
      header: t('workloads'),
      sortBy: 'workloads',
      width: 112,
      leaves: 5,
      align: 'end',
      cell: (row) => <ReadyOf ready={row.workloads - row.workloadsUnhealthy} of={row.workloads} />,
      text: (row) => `${row.workloads - row.workloadsUnhealthy}/${row.workloads}`,
    },
    timeColumn(
      { id: 'registered', header: t('registered'), sortBy: 'registeredAt', width: 110, hidden: true },
      (row) => row.registeredAt,
    ),
  ];
}
