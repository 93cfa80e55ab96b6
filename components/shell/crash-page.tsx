'use client';
import { useTranslations } from 'next-intl';

/**
 * What stands where a page could not be drawn; the digest finds the error in the server's log. It uses no component of
 * ours: one of them may be what failed, and every page loads this one beside its own.
 */
export function CrashPage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const t = useTranslations('shell.crash');
  const ui = useTranslations('ui');
  return (
    <main className="mx-auto max-w-xl p-6">
      <div role="alert" className="rounded-lg border border-failed-line bg-failed-soft px-4 py-3 text-sm">
        <h1 className="font-medium">{t('title')}</h1>
        <p className="mt-1 text-ink-soft">{t('next')}</p>
        {digest !== undefined && (
          <p className="mt-1 text-xs text-ink-soft">
            {ui('reference')} <code className="font-mono select-all">{digest}</code>
          </p>
        )}
        <button
          type="button"
          onClick={onRetry}
          className="mt-3 h-8 rounded-md border border-line-strong bg-sheet px-3 font-medium hover:bg-hover"
        >
          {ui('tryAgain')}
        </button>
      </div>
    </main>
  );
}
