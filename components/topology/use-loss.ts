import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import type { Scope } from '~/server/clusters/model/scope';
import type { Loss } from '~/server/topology/model/loss';
import { EMPTY_SCOPE } from '../shell/scope-choices';
import { useScope } from '../shell/use-scope';
import { useTRPC } from '../trpc/client';
import type { Window } from '../ui/data-table/data-column';
import { type Answering, pageOf } from '../ui/data-table/page-of';
import { readList, writeList } from '../ui/url-parameters';
import { setUrlParameters } from '../ui/use-url-state';

/** What is lost on paper stands in the address beside the scope, so that a link shows the same loss. */
export function useLost(): [Scope, (lost: Scope | undefined) => void] {
  const parameters = useSearchParams();
  const read = (name: string) => readList(parameters.get(name));
  const lost = { ...EMPTY_SCOPE, regions: read('lostRegion'), zones: read('lostZone'), clusters: read('lostCluster') };
  const set = (next: Scope | undefined) =>
    setUrlParameters({
      lostRegion: writeList(next?.regions),
      lostZone: writeList(next?.zones),
      lostCluster: writeList(next?.clusters),
    });
  return [lost, set];
}

export const isNothing = (lost: Scope): boolean => Object.values(lost).every((places) => places.length === 0);

/** The loss, and its lists as tables ask for them: all rows are here, so that sorting and paging ask nobody. */
export function useLoss(lost: Scope) {
  const trpc = useTRPC();
  const { scope } = useScope();
  const options = trpc.topology.loss.queryOptions({ lost, ...(scope ? { scope } : {}) });
  const loss = useQuery({ ...options, enabled: !isNothing(lost), placeholderData: keepPreviousData });
  const { data, dataUpdatedAt } = loss;
  const pagesOf =
    <Row>(list: string, rowsOf: (loss: Loss) => readonly Row[], how: Answering<Row>) =>
    (window: Window) => ({
      queryKey: ['loss', list, dataUpdatedAt, window] as const,
      queryFn: () => pageOf(data ? rowsOf(data) : [], window, how),
    });
  return { loss, pagesOf };
}

export type PagesOf = ReturnType<typeof useLoss>['pagesOf'];
