'use client';
import { useQuery } from '@tanstack/react-query';
import type { NodeRef } from '~/server/objects/model/drain';
import { useTRPC } from '../../trpc/client';

/** A live event may be lost with its socket; while a drain runs it is asked for now and then all the same. */
const AGAIN_MS = 5000;

/** The latest drain of a node, live. */
export function useDrain({ cluster, name }: NodeRef) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.objects.drains.queryOptions({ cluster, node: name }),
    refetchInterval: ({ state }) => (state.data?.[0]?.state === 'running' ? AGAIN_MS : false),
  });
  return { drain: query.data?.[0], query };
}
