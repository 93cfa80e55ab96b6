'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { usePageVisible } from '../ui/use-page-visible';
import { useTRPC, useTRPCClient } from './client';
import type { RowTopic } from './follow-list';
import { followableKeys } from './followable-keys';

/**
 * Shows rows of a table as they are committed. Gives the function that the table tells the keys of its rows to; at most 500
 * are followed, and none while the tab is hidden. The code that follows comes after the first rows.
 */
export function useLiveRows(topic: RowTopic): (keys: readonly string[]) => void {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [shown, setShown] = useState('');
  const wanted = usePageVisible() ? shown : '';
  useEffect(() => {
    if (wanted === '') return;
    const list = topic === 'nodes' ? trpc.clusters.listNodes : trpc.clusters.listWorkloads;
    const subscribe = client.live.rows.subscribe;
    const following = import('./follow-list').then(({ followList }) =>
      followList({ queries, topic, pathKey: list.pathKey(), keys: wanted.split('\n'), subscribe }),
    );
    return () => void following.then((leave) => leave());
  }, [wanted, topic, trpc, client, queries]);
  return useCallback((keys) => setShown(followableKeys(keys).join('\n')), []);
}
