'use client';
import { useLocale } from 'next-intl';
import { formatExact, formatRelative } from './format-time';
import { useNow } from './use-now';

type RelativeTimeProps = { at: string; className?: string };

/** How long ago, in words; the exact moment in the person's own time zone on hover. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const locale = useLocale();
  const now = useNow();
  if (now === null) return <time dateTime={at} className={className} />;
  return (
    <time dateTime={at} title={formatExact(at, locale)} className={className}>
      {formatRelative(at, now, locale)}
    </time>
  );
}
