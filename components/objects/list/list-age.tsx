'use client';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '../../ui/icon-button';
import { RelativeTime } from '../../ui/relative-time';

type ListAgeProps = { asOf: string | undefined; busy: boolean; onRefresh: () => void };

/** As of when a live list is true, and a button that reads it again. */
export function ListAge({ asOf, busy, onRefresh }: ListAgeProps) {
  const t = useTranslations('status');
  const list = useTranslations('objects.list');
  return (
    <span className="flex items-center gap-1 text-xs whitespace-nowrap text-ink-faint">
      <IconButton label={list('refresh')} icon={<RefreshCw />} disabled={busy} onClick={onRefresh} />
      {asOf !== undefined && (
        <span>
          {t('asOf')} <RelativeTime at={asOf} />
        </span>
      )}
    </span>
  );
}
