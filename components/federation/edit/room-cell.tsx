'use client';
import { useTranslations } from 'next-intl';
import type { PreviewedRoom } from '~/server/federation/model/preview';
import { Quantity } from '../../ui/quantity';
import { StatusMark } from '../../ui/status-mark';
import { ROOM_UNITS } from './room-units';

/** What is needed more in one cluster, and of what there is too little. */
export function RoomCell({ room }: { room: PreviewedRoom | null | undefined }) {
  const t = useTranslations('federation.room');
  if (!room) return <span className="text-ink-faint">–</span>;
  const { needs, free, lacks } = room;
  return (
    <span className="flex flex-col text-xs text-ink-soft">
      <span>
        {t.rich('needs', {
          cpu: () => <Quantity of={needs.cpuMillis} as="cores" />,
          memory: () => <Quantity of={needs.memoryBytes} as="bytes" />,
        })}
      </span>
      {free === null && <span className="text-unknown">{t('unknown')}</span>}
      {free &&
        lacks.map((what) => (
          <span key={what} className="flex items-center gap-1 text-degraded">
            <StatusMark status="degraded" />
            {t.rich(`lacks.${what}`, { free: () => <Quantity of={Math.max(0, free[what])} as={ROOM_UNITS[what]} /> })}
          </span>
        ))}
    </span>
  );
}
