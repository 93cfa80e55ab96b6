import { createWSClient, wsLink } from '@trpc/client/links/wsLink/wsLink';
import type { AppRouter } from '~/server/api/root';

const IDLE_CLOSE_MS = 5000;

/** One WebSocket per tab for every subscription; it closes when nothing listens any more. */
export function createSocketLink() {
  const client = createWSClient({
    url: () => `${window.location.origin.replace(/^http/, 'ws')}/api/trpc-ws`,
    lazy: { enabled: true, closeMs: IDLE_CLOSE_MS },
  });
  return wsLink<AppRouter>({ client });
}
