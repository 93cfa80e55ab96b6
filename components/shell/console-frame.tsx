'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense } from 'react';
import { useLive } from '../trpc/use-live';
import { Toaster } from '../ui/toaster';
import { Rail } from './rail';
import { TopBar } from './top-bar';

/** Rail, top bar and the page between them; the one live subscription of the tab lives here. */
export function ConsoleFrame({ lastEventId, children }: { lastEventId: string; children: ReactNode }) {
  const t = useTranslations('shell');
  const live = useLive(lastEventId);
  return (
    <div className="flex h-dvh overflow-hidden">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('skip')}
      </a>
      <Suspense>
        <Rail />
      </Suspense>
      <div className="flex min-w-0 flex-1 flex-col">
        <Suspense>
          <TopBar live={live} />
        </Suspense>
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
          <Suspense>{children}</Suspense>
        </main>
      </div>
      <Toaster />
    </div>
  );
}
