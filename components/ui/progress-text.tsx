'use client';
import { useTranslations } from 'next-intl';

/** How many of the items of a running write are done. */
export function ProgressText({ done, of }: { done: number; of: number }) {
  const t = useTranslations('ui.write');
  const text = t('progress', { done, of });
  return (
    <span role="status" className="mr-auto flex items-center gap-2 text-sm text-ink-soft">
      <progress className="h-1.5 w-32 accent-accent" max={of} value={done} aria-label={text} />
      {text}
    </span>
  );
}
