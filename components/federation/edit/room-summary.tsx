'use client';
import { useTranslations } from 'next-intl';
import type { PreviewedCluster } from '~/server/federation/model/preview';
import { PlainTable } from '../../ui/plain-table';
import { Quantity } from '../../ui/quantity';
import { type ZoneRoom, zoneRooms } from './zone-rooms';

/** What is needed more against what is free, zone by zone. */
export function RoomSummary({ clusters }: { clusters: readonly PreviewedCluster[] }) {
  const t = useTranslations('federation.room');
  const rows = zoneRooms(clusters);
  if (rows.length === 0) return null;
  const columns = [
    { head: t('zone'), narrow: true, cell: ({ zone }: ZoneRoom) => zone ?? t('nowhere') },
    { head: t('clusters'), narrow: true, cell: (row: ZoneRoom) => row.clusters },
    { head: t('cpu'), narrow: true, cell: (row: ZoneRoom) => <Against row={row} of="cpuMillis" as="cores" /> },
    { head: t('memory'), narrow: true, cell: (row: ZoneRoom) => <Against row={row} of="memoryBytes" as="bytes" /> },
    { head: t('short'), cell: ({ lacking }: ZoneRoom) => <span className="text-degraded">{lacking.join(', ')}</span> },
  ];
  return (
    <details open={rows.some(({ lacking }) => lacking.length > 0)}>
      <summary className="cursor-pointer text-sm text-ink-soft">{t('title')}</summary>
      <div className="pt-2">
        <PlainTable label={t('title')} columns={columns} rows={rows} keyOf={({ zone }) => zone ?? ''} />
      </div>
    </details>
  );
}

type AgainstProps = { row: ZoneRoom; of: 'cpuMillis' | 'memoryBytes'; as: 'cores' | 'bytes' };

function Against({ row: { needs, free }, of, as }: AgainstProps) {
  const t = useTranslations('federation.room');
  return (
    <span className="whitespace-nowrap">
      {t.rich('of', {
        needs: () => <Quantity of={needs[of]} as={as} />,
        free: () => <Quantity of={free && Math.max(0, free[of])} as={as} />,
      })}
    </span>
  );
}
