'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useRef, useState } from 'react';
import { isAffected } from './affected-queries';
import { useTRPC } from './client';
import { isFollowed } from './followed-lists';
import { createPacedRefetch } from './paced-refetch';

export type LiveState = 'live' | 'connecting' | 'broken';

/** Of a list whose rows are followed only count and order can be old. */
const EVERY_MS = { plain: 2000, followed: 5000 };
const STATES = { pending: 'live', idle: 'connecting', connecting: 'connecting', error: 'broken' } as const;

/**
 * Follows the fleet from the event the page was drawn at: asks again for what changed and only for that, within 300 ms of
 * the first change, then at most every two seconds (five where rows are followed), and never while the tab is hidden.
 */
export function useLive(lastEventId: string): LiveState {
  const [from] = useState(lastEventId);
  const trpc = useTRPC();
  const client = useQueryClient();
  const [refetches] = useState(() => [pacedQueries(client, 'plain'), pacedQueries(client, 'followed')]);
  const options = trpc.live.changes.subscriptionOptions(
    { lastEventId: from },
    {
      onData: ({ data }) => {
        for (const refetch of refetches) refetch.tell(data);
      },
    },
  );
  const subscription = useSubscription(options);
  useSignedIn(subscription.status !== 'connecting');
  useEffect(() => {
    const resume = () => {
      for (const refetch of refetches) refetch.resume();
    };
    document.addEventListener('visibilitychange', resume);
    return () => {
      document.removeEventListener('visibilitychange', resume);
      for (const refetch of refetches) refetch.stop();
    };
  }, [refetches]);
  return STATES[subscription.status];
}

/** Whoever is signed out has lost the connection as well, and is led to the sign-in page by the answer. */
function useSignedIn(isConnected: boolean) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const wasConnected = useRef(false);
  useEffect(() => {
    if (wasConnected.current && !isConnected) void client.invalidateQueries(trpc.teams.me.queryFilter());
    wasConnected.current = isConnected;
  }, [isConnected, client, trpc]);
}

function pacedQueries(client: QueryClient, which: keyof typeof EVERY_MS) {
  return createPacedRefetch({
    everyMs: EVERY_MS[which],
    isHidden: () => document.hidden,
    refetch: (told) =>
      void client.invalidateQueries(
        {
          predicate: ({ queryKey }) =>
            isFollowed(queryKey) === (which === 'followed') &&
            (told.kind === 'resync' || isAffected(queryKey, told.changes)),
        },
        { cancelRefetch: false },
      ),
  });
}
