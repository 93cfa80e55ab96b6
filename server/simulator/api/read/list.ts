import { expired, tooLargeResourceVersion } from '~/server/simulator/api/api-error';
import type { ListQuery } from '~/server/simulator/api/select/query';
import type { Store, Stored } from '~/server/simulator/api/store';
import { type ContinueToken, readContinueToken, writeContinueToken } from './continue-token';

/** One page of a consistent list: every page of one list shows the state of its first. */
export type Page = { revision: number; items: readonly Stored[]; token: string; remaining: number | undefined };

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter';
const INCONSISTENT = `${TOO_OLD}, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.`;

/** Semantics of `resourceVersion` and `limit`: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions */
export function listPage(store: Store, storage: string, query: ListQuery): Page {
  const token = query.token === '' ? undefined : readContinueToken(query.token);
  const { revision, all } = snapshot(store, storage, query, token);
  const candidates = within(all, query.namespace, token?.after);
  const { matches } = query;
  const matching = matches ? candidates.filter(matches) : candidates;
  // A list "of any version" comes from the watch cache, which knows no pages.
  const limit = query.resourceVersion === 0 && !token ? 0 : query.limit;
  if (limit <= 0 || matching.length <= limit) return { revision, items: matching, token: '', remaining: undefined };
  const items = matching.slice(0, limit);
  const last = items.at(-1);
  return {
    revision,
    items,
    token: writeContinueToken({ revision, after: relativeKey(last?.key ?? '', query.namespace) }),
    remaining: matches ? undefined : matching.length - limit,
  };
}

function snapshot(store: Store, storage: string, query: ListQuery, token: ContinueToken | undefined) {
  const current = store.revision();
  if (token && token.revision > 0) {
    const all = store.at(storage, token.revision);
    if (all) return { revision: token.revision, all };
    throw expired(INCONSISTENT, writeContinueToken({ revision: -1, after: token.after }));
  }
  const asked = query.resourceVersion ?? 0;
  if (asked > current) throw tooLargeResourceVersion(asked, current);
  if (asked === 0 || !isExact(query)) return { revision: current, all: store.all(storage) };
  const all = store.at(storage, asked);
  if (!all) throw expired('The resourceVersion for the provided list is too old.');
  return { revision: asked, all };
}

const isExact = ({ match, limit }: ListQuery) => match === 'Exact' || (match === undefined && limit > 0);

/** The part of a sorted list that lies in a namespace and after a key; both ends are found by halving. */
function within(all: readonly Stored[], namespace: string, after: string | undefined): readonly Stored[] {
  const prefix = namespace === '' ? '' : `${namespace}/`;
  const first = after === undefined ? prefix : `${prefix}${after}\0`;
  const begin = first === '' ? 0 : lowerBound(all, first);
  const end = prefix === '' ? all.length : lowerBound(all, `${namespace}0`);
  return begin === 0 && end === all.length ? all : all.slice(begin, end);
}

function lowerBound(all: readonly Stored[], key: string): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

const relativeKey = (key: string, namespace: string) => (namespace === '' ? key : key.slice(namespace.length + 1));
