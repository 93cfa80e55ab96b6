import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import type { NodeRow, WorkloadRow } from '~/server/clusters/model/inventory';
import { nodeKey, workloadKey } from '~/server/clusters/model/row-keys';
import { earliestEvent } from './earliest-event';
import { markFollowed } from './followed-lists';
import { createPacedRefetch } from './paced-refetch';
import { patchRows } from './patch-rows';

type Row = NodeRow | WorkloadRow;
type Page = { rows: Row[]; total: number; lastEventId: string };
export type RowTopic = 'nodes' | 'workloads';

type RowsInput = { topic: RowTopic; keys: string[]; lastEventId?: string | undefined };
type RowsHandlers = {
  onStarted(): void;
  onData(event: { data: { put: Row[]; removed: string[] } }): void;
  onError(error: unknown): void;
};

export type FollowedList = {
  queries: QueryClient;
  /** Of the procedure: what the keys of its queries begin with. */
  pathKey: QueryKey & [string[], ...unknown[]];
  topic: RowTopic;
  keys: string[];
  subscribe(input: RowsInput, handlers: RowsHandlers): { unsubscribe(): void };
};

/** A person who scrolls passes pages; only those that are stayed on are followed. */
const SETTLE_MS = 250;
const RETRY_MS = 5000;
const SHRINK_MS = 1000;

const keyOf = (row: Row): string => ('kind' in row ? workloadKey(row) : nodeKey(row));

/** Puts rows as they are committed into the cached pages that show them; rows that are gone make the list ask again. */
export function followList({ queries, pathKey, topic, keys, subscribe }: FollowedList): () => void {
  const pages = { queryKey: pathKey, type: 'active' } as const;
  const shrink = createPacedRefetch({
    everyMs: SHRINK_MS,
    isHidden: () => false,
    refetch: () => void queries.invalidateQueries(pages, { cancelRefetch: false }),
  });
  let leave = () => {};
  const start = () => {
    let unmark = () => {};
    const from = queries.getQueriesData<Page>(pages).flatMap(([, page]) => page?.lastEventId ?? []);
    const stream = subscribe(
      { topic, keys, lastEventId: earliestEvent(from) },
      {
        onStarted: () => {
          unmark();
          unmark = markFollowed(pathKey[0].join('.'));
        },
        onData: ({ data }) => {
          const changed = new Map(data.put.map((row) => [keyOf(row), row]));
          for (const query of queries.getQueryCache().findAll(pages)) patch(queries, query, changed);
          if (data.removed.length > 0) shrink.tell({ kind: 'resync' });
        },
        onError: () => {
          leave();
          timer = setTimeout(start, RETRY_MS);
        },
      },
    );
    leave = () => {
      unmark();
      stream.unsubscribe();
    };
  };
  let timer = setTimeout(start, SETTLE_MS);
  return () => {
    clearTimeout(timer);
    shrink.stop();
    leave();
  };
}

/** An answer that is on its way may have been read before the change, so the change is put into it as well. */
function patch(queries: QueryClient, query: Query, changed: ReadonlyMap<string, Row>) {
  const apply = () => {
    const { dataUpdatedAt } = query.state;
    const put = (page: Page | undefined) => page && patchRows(page, changed, keyOf);
    queries.setQueryData<Page>(query.queryKey, put, { updatedAt: dataUpdatedAt });
  };
  apply();
  if (query.state.fetchStatus === 'fetching') void query.fetch().then(apply, () => undefined);
}
