import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { failureFrom } from './failure-from';

const FRESH_MS = 30_000;
const RETRIES = 2;

/** One per browser, one per request on the server. A refusal is final; only what may pass is asked again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (count, error) => count < RETRIES && failureFrom(error).passing,
        refetchOnWindowFocus: false,
      },
    },
  });
}

/** The sign-in page itself judges where `next` may lead. */
function leaveWhenSignedOut(error: unknown) {
  if (typeof window === 'undefined' || failureFrom(error).kind !== 'unauthenticated') return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
