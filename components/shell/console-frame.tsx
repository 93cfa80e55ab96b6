'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLive } from '../trpc/use-live';
import { Toaster } from '../ui/toaster';
import { Rail } from './rail';
import { TopBar } from './top-bar';

/**
 * Rail, top bar and the page between them; the one live subscription of the tab lives here. Until the page's script listens,
 * its controls cannot be pressed: what was pressed earlier would be lost without a word.
 */
export function ConsoleFrame({ lastEventId, children }: { lastEventId: string; children: ReactNode }) {
  const t = useTranslations('shell');
  const live = useLive(lastEventId);
  const [listens, setListens] = useState(false);
  return (
    <div data-listens={listens} className="flex h-dvh overflow-hidden">
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
          <Suspense>
            {children}
            <Listening onReady={setListens} />
          </Suspense>
        </main>
      </div>
      <Toaster />
    </div>
  );
}

/** Ready when the page that it stands beside is. */
function Listening({ onReady }: { onReady: (isReady: true) => void }) {
  useEffect(() => onReady(true), [onReady]);
  return null;
}
