import type { Scope } from '~/server/clusters/model/scope';
import type { DriftListInput } from '~/server/federation/model/drift';
import type { listInput } from '../../trpc/list-input';

type Asked = ReturnType<typeof listInput<'name'>>;
type Filter = NonNullable<DriftListInput['filter']>;
type Narrowed = { text?: string; selector?: string; scope?: Scope };

/** What a table of drift asks for; `by` is one of the columns' own `sortBy`. */
export function driftInput({ filter, sort, offset, limit }: Asked, within: Filter) {
  const { text, selector, scope }: Narrowed = filter;
  const words = text ?? selector;
  return {
    ...{ offset, limit },
    ...(sort ? { sort: { ...sort, by: sort.by as 'firstSeen' } } : {}),
    filter: { ...within, ...(words ? { text: words } : {}), ...(scope ? { scope } : {}) },
  };
}
