'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { NamespaceRow, ServiceRow, WorkloadRow } from '~/server/clusters/model/inventory';
import { labelsColumn, statusColumn, textColumn, timeColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { useReasonText } from '../ui/use-reason-text';

type Observed = { name: string; labels: Record<string, string>; createdAt: string };

/** Columns that every kind of object has. */
function useCommonColumns<Row extends Observed>() {
  const t = useTranslations('clusters.column');
  const ui = useTranslations('ui');
  return useMemo(() => {
    const name = textColumn<Row>(
      { id: 'name', header: t('name'), sortBy: 'name', width: 220, grow: true },
      (row) => row.name,
      'strong',
    );
    const labels = labelsColumn<Row>(
      { id: 'labels', header: t('labels'), width: 280, hidden: true },
      (row) => row.labels,
      ui('none'),
    );
    const created = timeColumn<Row>(
      { id: 'created', header: t('created'), sortBy: 'createdAt', width: 110, leaves: 1 },
      (row) => row.createdAt,
    );
    return { name, labels, created };
  }, [t, ui]);
}

/** The columns of workloads; `withCluster` where the table shows more than one member. */
export function useWorkloadColumns(withCluster: boolean): DataColumn<WorkloadRow>[] {
  const t = useTranslations('clusters.column');
  const { name, labels, created } = useCommonColumns<WorkloadRow>();
  const reasonText = useReasonText();
  return useMemo(
    () => [
      name,
      ...(withCluster
        ? [
            textColumn<WorkloadRow>(
              { id: 'cluster', header: t('cluster'), sortBy: 'cluster', width: 200 },
              (row) => row.cluster,
            ),
          ]
        : []),
      textColumn({ id: 'namespace', header: t('namespace'), sortBy: 'namespace', width: 130 }, (row) => row.namespace),
      textColumn({ id: 'kind', header: t('kind'), sortBy: 'kind', width: 110 }, (row) => row.kind, 'soft'),
      statusColumn({ id: 'status', header: t('status'), sortBy: 'status', width: 120 }, (row) => row.status),
      textColumn(
        { id: 'ready', header: t('ready'), sortBy: 'ready', width: 88, align: 'end' },
        (row) => `${row.ready}/${row.desired}`,
      ),
      textColumn({ id: 'reason', header: t('reason'), width: 140, leaves: 3 }, (row) => reasonText(row.reason), 'soft'),
      textColumn(
        { id: 'images', header: t('images'), sortBy: 'image', width: 220, leaves: 2 },
        (row) => row.images.map(shortImage).join(', '),
        'mono',
        (row) => row.images.join(' '),
      ),
      textColumn({ id: 'environment', header: t('environment'), width: 110, hidden: true }, (row) => row.environment),
      labels,
      created,
    ],
    [t, reasonText, name, labels, created, withCluster],
  );
}

export function useNamespaceColumns(): DataColumn<NamespaceRow>[] {
  const t = useTranslations('clusters.column');
  const { name, labels, created } = useCommonColumns<NamespaceRow>();
  return useMemo(
    () => [
      name,
      statusColumn({ id: 'status', header: t('status'), sortBy: 'status', width: 120 }, (row) => row.status),
      textColumn(
        { id: 'environment', header: t('environment'), sortBy: 'environment', width: 120 },
        (row) => row.environment,
      ),
      textColumn({ id: 'team', header: t('team'), sortBy: 'team', width: 130 }, (row) => row.team),
      { ...labels, hidden: false },
      created,
    ],
    [t, name, labels, created],
  );
}

export function useServiceColumns(): DataColumn<ServiceRow>[] {
  const t = useTranslations('clusters.column');
  const { name, labels, created } = useCommonColumns<ServiceRow>();
  return useMemo(
    () => [
      name,
      textColumn({ id: 'namespace', header: t('namespace'), sortBy: 'namespace', width: 130 }, (row) => row.namespace),
      textColumn({ id: 'type', header: t('type'), sortBy: 'type', width: 120 }, (row) => row.type),
      textColumn({ id: 'clusterIp', header: t('clusterIp'), width: 130 }, (row) => row.clusterIp, 'mono'),
      textColumn({ id: 'addresses', header: t('addresses'), width: 150 }, (row) => row.addresses.join(', '), 'mono'),
      textColumn({ id: 'ports', header: t('ports'), width: 150 }, (row) => row.ports.join(', '), 'mono'),
      textColumn({ id: 'environment', header: t('environment'), width: 110, hidden: true }, (row) => row.environment),
      labels,
      created,
    ],
    [t, name, labels, created],
  );
}

/** The last part of an image's path with its tag; the whole is in the title. */
const shortImage = (image: string) => image.split('/').at(-1) ?? image;
