'use client';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { ApiProvider } from '../trpc/client';

/** What every page stands on: theme and API. `nonce` lets the theme's inline script through the CSP. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange {...(nonce === undefined ? {} : { nonce })}>
      <ApiProvider>{children}</ApiProvider>
    </ThemeProvider>
  );
}
