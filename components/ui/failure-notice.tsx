'use client';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './button';
import { CopyButton } from './copy-button';

export type FailureText = {
  /** What happened, and to what. */
  title: string;
  detail?: string | undefined;
  /** A machine's own words, in its own language. */
  said?: string | undefined;
  /** What was kept, and what to do next. */
  next?: string | undefined;
  reference?: string | undefined;
};

/** What happened, to what, what was kept, what to do next, and an id that finds it in the log. */
export function FailureNotice({ failure, onRetry }: { failure: FailureText; onRetry?: (() => void) | undefined }) {
  const t = useTranslations('ui');
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-failed-line bg-failed-soft px-4 py-3 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-failed" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="font-medium text-ink">{failure.title}</p>
        {failure.detail && <p className="break-words text-ink-soft">{failure.detail}</p>}
        {failure.said && <q className="font-mono text-xs break-words text-ink-faint">{failure.said}</q>}
        {failure.next && <p className="text-ink-soft">{failure.next}</p>}
        {failure.reference && (
          <p className="flex items-center gap-1 text-xs text-ink-soft">
            {t('reference')} <code className="font-mono">{failure.reference}</code>
            <CopyButton text={failure.reference} className="size-6!" />
          </p>
        )}
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </div>
  );
}
