'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchStreamLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '~/server/api/root';
import { lazySocketLink } from './lazy-socket-link';
import { makeQueryClient } from './query-client';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Proves to the server that a request was made by this page's own script: forms and foreign pages cannot set it. */
const OWN_HEADER = { 'x-portolan': '1' };

let browserQueryClient: QueryClient | undefined;
const isBrowser = () => typeof window !== 'undefined';

function queryClientHere(): QueryClient {
  if (!isBrowser()) return makeQueryClient();
  browserQueryClient ??= makeQueryClient();
  return browserQueryClient;
}

/** Questions that would not fit one address together are asked apart; proxies pass on 8 KiB. */
const MOST_URL = 7000;
/** As many questions as the hub takes at once. */
const MOST_TOGETHER = 10;

function createClient() {
  const http = httpBatchStreamLink({
    url: '/api/trpc',
    headers: OWN_HEADER,
    maxURLLength: MOST_URL,
    maxItems: MOST_TOGETHER,
  });
  if (!isBrowser()) return createTRPCClient<AppRouter>({ links: [http] });
  return createTRPCClient<AppRouter>({
    links: [splitLink({ condition: (op) => op.type === 'subscription', true: lazySocketLink, false: http })],
  });
}

/** Queries and mutations go over HTTP, subscriptions over one WebSocket per tab. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const queryClient = queryClientHere();
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
