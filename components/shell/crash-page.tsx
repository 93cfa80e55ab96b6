'use client';
import { useTranslations } from 'next-intl';
import { FailureNotice } from '../ui/failure-notice';

/** What stands where a page could not be drawn; the digest finds the error in the server's log. */
export function CrashPage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const t = useTranslations('shell.crash');
  return (
    <main className="mx-auto max-w-xl p-6">
      <FailureNotice failure={{ title: t('title'), next: t('next'), reference: digest }} onRetry={onRetry} />
    </main>
  );
}
