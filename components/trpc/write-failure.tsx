'use client';
import { useTranslations } from 'next-intl';
import { QueryFailure } from './failure-text';

/** A streamed write that broke off: why, and how many items were told of before. */
export function WriteFailure({ error, done, of }: { error: unknown; done: number; of: number }) {
  const t = useTranslations('ui.write');
  return (
    <div className="flex flex-col gap-2">
      <QueryFailure error={error} />
      <p className="text-sm">{t('stopped', { done, of })}</p>
    </div>
  );
}
