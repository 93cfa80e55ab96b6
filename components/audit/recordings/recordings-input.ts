import type { Scope } from '~/server/clusters/model/scope';
import type { Window } from '../../ui/data-table/data-column';

/** What the table asks: the newest first, unless it is turned round. */
export const recordingsInput = ({ sort, text, offset, limit }: Window, scope: Scope | undefined) => ({
  offset,
  limit,
  ...(sort ? { sort: { by: 'startedAt' as const, descending: sort.descending } } : {}),
  filter: { ...(text === '' ? {} : { text }), ...(scope ? { scope } : {}) },
});
