'use client';
import { useQuery } from '@tanstack/react-query';
import type { Kind, KindRef } from '~/server/objects/model/ref';
import { useTRPC } from '../trpc/client';

const FRESH_MS = 60_000;
const NONE: Kind[] = [];

/** The kinds that a member serves; the hub keeps them for a minute, and so does the page. */
export function useKinds(cluster: string) {
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.objects.kinds.queryOptions({ cluster }), staleTime: FRESH_MS });
  const all = query.data?.kinds ?? NONE;
  const find = (ref: KindRef) => all.find((kind) => kind.group === ref.group && kind.plural === ref.plural);
  return { query, all, find };
}
