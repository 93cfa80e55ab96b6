'use client';
import { useTranslations } from 'next-intl';
import { cn } from '../ui/cn';
import { STATUS_CLASSES, STATUS_WORDS } from '../ui/status-words';

/** What the small squares of the chart mean. */
export function MapLegend() {
  const t = useTranslations('topology.legend');
  const s = useTranslations('status');
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-2 text-2xs text-ink-faint">
      <span>{t('square')}</span>
      {STATUS_WORDS.toReversed().map((status) => (
        <span key={status} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={cn('size-1.5 rounded-[1px]', STATUS_CLASSES[status].fill, status === 'unknown' && 'opacity-50')}
          />
          {s(status)}
        </span>
      ))}
      <span>{t('faded')}</span>
    </p>
  );
}
