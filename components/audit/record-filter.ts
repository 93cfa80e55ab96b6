import type { RecordFilter } from '~/server/audit/model/record';
import { RECORD_KINDS, RESULTS } from '~/server/audit/model/words';
import { readScope } from '../shell/scope-parameters';
import type { Window } from '../ui/data-table/data-column';
import { firstWindow } from '../ui/data-table/page-window';
import { type Address, readList } from '../ui/url-parameters';

/** How far back the record is shown, in hours; the first is what one sees without choosing. */
export const WITHIN = ['168', '1', '24', '720', 'all'] as const;

export const WORD_FILTERS = ['person', 'token', 'team', 'action', 'namespace'] as const;
export type WordFilter = (typeof WORD_FILTERS)[number];

/** Every parameter of the address that narrows the record, apart from scope and search. */
export const FILTER_PARAMETERS = [...WORD_FILTERS, 'result', 'kind', 'within', 'from', 'to'] as const;

/** The records that an address asks for. */
export function readRecordFilter(address: Address): RecordFilter {
  const filter: RecordFilter = {};
  for (const name of WORD_FILTERS) {
    const value = address.get(name)?.trim();
    if (value) filter[name] = value;
  }
  const results = RESULTS.filter((result) => readList(address.get('result')).includes(result));
  const kinds = RECORD_KINDS.filter((kind) => readList(address.get('kind')).includes(kind));
  if (results.length > 0) filter.results = results;
  if (kinds.length > 0) filter.kinds = kinds;
  const [from, to, scope] = [readMoment(address.get('from')), readMoment(address.get('to')), readScope(address)];
  if (from) filter.from = from;
  if (to) filter.to = to;
  if (scope) filter.scope = scope;
  const within = WITHIN.find((hours) => hours === address.get('within')) ?? WITHIN[0];
  if (within !== 'all' && !from) filter.withinHours = Number(within);
  return filter;
}

/** A link may name a moment in any form that browsers read; the hub takes one. */
function readMoment(text: string | null): string | undefined {
  const moment = new Date(text ?? '');
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** What the table asks: the newest first, unless it is turned round. */
export function recordInput({ sort, text, offset, limit }: Window, filter: RecordFilter) {
  return {
    offset,
    limit,
    ...(sort ? { sort: { by: 'at' as const, descending: sort.descending } } : {}),
    filter: { ...filter, ...(text === '' ? {} : { text }) },
  };
}

/** What the page asks first at an address; the same in the server and in the browser. */
export const firstRecordInput = (address: Address) => recordInput(firstWindow(address), readRecordFilter(address));
