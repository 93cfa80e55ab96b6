'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../button';

/** What can be done with everything that is selected; it stands where the eye is, above the rows. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <section aria-label={t('bulk')} className="flex items-center gap-2 border-y border-line bg-accent-soft px-6 py-1.5">
      <span className="text-sm font-medium">{t('selected', { count })}</span>
      {children}
      <span className="flex-1" />
      <Button look="quiet" size="sm" onClick={onClear}>
        {t('clearSelection')}
      </Button>
    </section>
  );
}
