import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NodeRow } from '~/server/clusters/model/inventory';
import { type FollowedList, followList } from './follow-list';
import { isFollowed } from './followed-lists';

type Handlers = Parameters<FollowedList['subscribe']>[1];
type Page = { rows: NodeRow[]; total: number; lastEventId: string };

const PATH: [string[]] = [['clusters', 'listNodes']];
const node = (name: string, pods: number) => ({ cluster: 'east', name, pods }) as NodeRow;
const page = (rows: NodeRow[], lastEventId = 'p:7'): Page => ({ rows, total: rows.length, lastEventId });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A table that shows one page, asked again with what `answer` gives, and the stream that its rows come over. */
async function shownTable(answer: () => Promise<Page>) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const queryKey = [...PATH, { input: { offset: 0 }, type: 'query' }];
  const unobserve = new QueryObserver(queries, { queryKey, queryFn: answer }).subscribe(() => {});
  await vi.waitFor(() => expect(queries.getQueryData(queryKey)).toBeDefined());
  const streams: Handlers[] = [];
  const unsubscribe = vi.fn();
  const subscribe = vi.fn((_input: object, handlers: Handlers) => {
    streams.push(handlers);
    return { unsubscribe };
  });
  const leave = followList({ queries, pathKey: PATH, topic: 'nodes', keys: ['east/a', 'east/b'], subscribe });
  vi.advanceTimersByTime(250);
  const stream = streams[0];
  if (!stream) throw new Error('nothing was followed');
  const shown = () => queries.getQueryData<Page>(queryKey)?.rows.map(({ name, pods }) => `${name} ${pods}`);
  const stop = () => {
    leave();
    unobserve();
  };
  return { queries, queryKey, streams, stream, subscribe, unsubscribe, shown, stop };
}

describe('a followed list', () => {
  it('continues from the event its page was read at, and shows rows as they come', async () => {
    const { subscribe, stream, shown, stop } = await shownTable(async () => page([node('a', 1), node('b', 1)]));
    expect(subscribe.mock.calls[0]?.[0]).toEqual({ topic: 'nodes', keys: ['east/a', 'east/b'], lastEventId: 'p:7' });
    stream.onData({ data: { put: [node('b', 2), node('unseen', 9)], removed: [] } });
    expect(shown()).toEqual(['a 1', 'b 2']);
    stop();
  });

  it('keeps a row that came while an older answer was on its way', async () => {
    const answers: ((page: Page) => void)[] = [];
    const later = () => new Promise<Page>((resolve) => answers.push(resolve));
    const answer = vi.fn(later).mockResolvedValueOnce(page([node('a', 1)]));
    const table = await shownTable(answer);
    void table.queries.invalidateQueries({ queryKey: table.queryKey });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    table.stream.onData({ data: { put: [node('a', 2)], removed: [] } });
    answers[0]?.(page([node('a', 1), node('b', 1)]));
    await vi.waitFor(() => expect(table.shown()).toEqual(['a 2', 'b 1']));
    table.stop();
  });

  it('asks again when a row is gone', async () => {
    const answer = vi.fn(async () => page([node('a', 1)]));
    const { stream, stop } = await shownTable(answer);
    stream.onData({ data: { put: [], removed: ['east/b'] } });
    vi.advanceTimersByTime(300);
    expect(answer).toHaveBeenCalledTimes(2);
    stop();
  });

  it('counts as followed from its start to its end, and is followed again after a failure', async () => {
    const { streams, stream, unsubscribe, stop } = await shownTable(async () => page([node('a', 1)]));
    const query = [...PATH, {}];
    expect(isFollowed(query)).toBe(false);
    stream.onStarted();
    expect(isFollowed(query)).toBe(true);
    stream.onError(new Error('the database is away'));
    expect(isFollowed(query)).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(streams).toHaveLength(2);
    streams[1]?.onStarted();
    stop();
    expect(isFollowed(query)).toBe(false);
    expect(unsubscribe).toHaveBeenCalled();
  });
});
