'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ApplicationPreview } from '~/server/federation/model/preview';
import { Button } from '../../ui/button';
import { PlainTable } from '../../ui/plain-table';
import { type DecidedCluster, decidedClusters } from './decided-clusters';
import { ProblemLines } from './problem-lines';
import { RoomCell } from './room-cell';
import { DecidedName, WhyCell } from './why-cell';

type DecisionTableProps = {
  preview: ApplicationPreview;
  chosen: string | null;
  onChoose: (cluster: string) => void;
};

/** Every cluster in sight: taken or not, with the reason and the numbers behind it. */
export function DecisionTable({ preview, chosen, onChoose }: DecisionTableProps) {
  const t = useTranslations('federation.preview');
  const rows = useMemo(() => decidedClusters(preview), [preview]);
  const columns = [
    { head: t('cluster'), narrow: true, cell: (row: DecidedCluster) => <DecidedName {...row} /> },
    { head: t('does'), narrow: true, cell: (row: DecidedCluster) => t(`doing.${row.does}`) },
    { head: t('replicas'), narrow: true, cell: (row: DecidedCluster) => row.replicas ?? '–' },
    { head: t('objects'), narrow: true, cell: (row: DecidedCluster) => <Objects row={row} /> },
    { head: t('room'), narrow: true, cell: (row: DecidedCluster) => <RoomCell room={row.room} /> },
    { head: t('why'), cell: (row: DecidedCluster) => <Why row={row} /> },
    {
      head: t('look'),
      narrow: true,
      cell: ({ cluster, isTaken }: DecidedCluster) =>
        isTaken && (
          <Button size="sm" aria-pressed={chosen === cluster} onClick={() => onChoose(cluster)}>
            {t('manifests')}
          </Button>
        ),
    },
  ];
  return (
    <div className="max-h-[50vh] overflow-y-auto">
      <PlainTable label={t('decision')} columns={columns} rows={rows} keyOf={({ cluster }) => cluster} />
    </div>
  );
}

function Objects({ row: { objects } }: { row: DecidedCluster }) {
  const t = useTranslations('federation.preview');
  return <span className="text-ink-soft">{objects ? t('counts', objects) : '–'}</span>;
}

const Why = ({ row: { problems, ...row } }: { row: DecidedCluster }) => (
  <>
    <WhyCell {...row} />
    <ProblemLines problems={problems} />
  </>
);
