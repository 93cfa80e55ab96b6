'use client';
import { useTranslations } from 'next-intl';
import type { LiveState } from '../trpc/use-live';
import { cn } from '../ui/cn';

const LOOKS: Record<LiveState, { dot: string; text: string }> = {
  live: { dot: 'bg-healthy-mark', text: 'text-ink-soft' },
  connecting: { dot: 'border border-unknown-mark', text: 'text-unknown' },
  broken: { dot: 'rotate-45 rounded-none bg-degraded-mark', text: 'text-degraded' },
};

/** Whether what is on the page follows the fleet at this moment; a page that does not must say so. */
export function LiveIndicator({ state }: { state: LiveState }) {
  const t = useTranslations('shell.live');
  return (
    <output title={t(`${state}Hint`)} className={cn('mx-1 flex items-center gap-1.5 text-xs', LOOKS[state].text)}>
      <span aria-hidden className={cn('size-2 rounded-full', LOOKS[state].dot)} />
      {t(state)}
    </output>
  );
}
