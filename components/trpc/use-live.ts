'use client';
import { type Query, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useEffect, useRef, useState } from 'react';
import { type Change, isAffected } from './affected-queries';
import { useTRPC } from './client';

export type LiveState = 'live' | 'connecting' | 'broken';

const COALESCE_MS = 300;
const STATES = { pending: 'live', idle: 'connecting', connecting: 'connecting', error: 'broken' } as const;

/** Follows the fleet from the event the page was drawn at: asks again for what changed, and only for that, at most every 300 ms. */
export function useLive(lastEventId: string): LiveState {
  const [from] = useState(lastEventId);
  const trpc = useTRPC();
  const client = useQueryClient();
  const waiting = useRef<{ changes: Change[]; all: boolean }>({ changes: [], all: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = () => {
    const { changes, all } = waiting.current;
    waiting.current = { changes: [], all: false };
    timer.current = undefined;
    const predicate = (query: Query) => all || isAffected(query.queryKey, changes);
    void client.invalidateQueries({ predicate }, { cancelRefetch: false });
  };
  const options = trpc.live.changes.subscriptionOptions(
    { lastEventId: from },
    {
      onData: ({ data }) => {
        if (data.kind === 'resync') waiting.current.all = true;
        else waiting.current.changes.push(...data.changes);
        timer.current ??= setTimeout(flush, COALESCE_MS);
      },
    },
  );
  const subscription = useSubscription(options);
  useEffect(() => () => clearTimeout(timer.current), []);
  return STATES[subscription.status];
}
