import type { Scope } from '~/server/clusters/model/scope';
import { readScope } from '../shell/scope-parameters';
import type { Window } from '../ui/data-table/data-column';
import { firstWindow } from '../ui/data-table/page-window';
import { readStatuses, type StatusWord } from '../ui/status-words';
import type { Address } from '../ui/url-parameters';

type Narrowing = { scope: Scope | undefined; statuses?: readonly StatusWord[] };

/**
 * What a list is asked for. Pages ask the same in the server and in the browser, so the answer is found again. The cast:
 * `by` is one of the columns' own `sortBy`, and the server refuses any other.
 */
export function listInput<By extends string>(
  { sort, text, offset, limit }: Window,
  { scope, statuses = [] }: Narrowing,
) {
  return {
    offset,
    limit,
    ...(sort ? { sort: { by: sort.by as By, descending: sort.descending } } : {}),
    filter: {
      ...(text === '' ? {} : { [isSelector(text) ? 'selector' : 'text']: text }),
      ...(statuses.length > 0 ? { statuses: [...statuses] } : {}),
      ...(scope ? { scope } : {}),
    },
  };
}

/** `team=shop`, `!gpu`, `a=b,c!=d`: no name of an object has such a sign in it. */
const isSelector = (text: string) => /[=!]/.test(text);

/** What a table asks first at an address; `scope` where the page itself says what it is about. */
export function firstListInput<By extends string>(address: Address, scope = readScope(address)) {
  return listInput<By>(firstWindow(address), { scope, statuses: readStatuses(address.get('status')) });
}
