import { skipToken, type UseQueryResult } from '@tanstack/react-query';
import type { Window } from '../ui/data-table/data-column';
import { type Answering, pageOf } from '../ui/data-table/page-of';
import type { LoadWindow } from '../ui/data-table/use-table-pages';

type Asked<Row> = Pick<UseQueryResult<Row[], unknown>, 'data' | 'dataUpdatedAt'>;
type Key = readonly [string, number, Window];

/** A list that is here whole, as a table asks for its windows; until it has come the table waits. */
export const rowsHere =
  <Row>(name: string, { data, dataUpdatedAt }: Asked<Row>, how: Answering<Row>): LoadWindow<Row, Key> =>
  (window) => ({
    queryKey: [name, dataUpdatedAt, window] as const,
    queryFn: data ? () => pageOf(data, window, how) : skipToken,
  });
