'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { KindRef } from '~/server/objects/model/ref';
import { useTRPC, useTRPCClient } from '../../trpc/client';

/** As many rows as a member is asked for at once; more come as one scrolls. */
const PAGE = 250;
/** How often a list that fits into one page is read again while it is looked at. */
const AGAIN_MS = 15_000;

export type ListQuestion = {
  cluster: string;
  kind: KindRef;
  namespace?: string | undefined;
  labelSelector?: string | undefined;
  fieldSelector?: string | undefined;
};

/** A kind's objects in one member, read from it now and page by page; nothing of them is kept in the hub. */
export function useMemberList({ cluster, kind, namespace, labelSelector, fieldSelector }: ListQuestion) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const input = {
    ...{ cluster, kind, limit: PAGE },
    ...(namespace ? { namespace } : {}),
    ...(labelSelector ? { labelSelector } : {}),
    ...(fieldSelector ? { fieldSelector } : {}),
  };
  const list = useInfiniteQuery({
    queryKey: [...trpc.objects.list.queryKey(input), 'pages'],
    queryFn: ({ pageParam }) =>
      client.objects.list.query(pageParam === null ? input : { ...input, continue: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.continue,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : AGAIN_MS),
  });
  const pages = list.data?.pages ?? [];
  const last = pages.at(-1);
  return {
    list,
    columns: pages[0]?.columns ?? [],
    rows: pages.flatMap((page) => page.rows),
    remaining: last?.continue == null ? 0 : last.remaining,
    /** The oldest page says how old the list is. */
    asOf: pages[0]?.asOf,
  };
}

export type MemberList = ReturnType<typeof useMemberList>;
