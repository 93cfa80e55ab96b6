import type { Rights } from '~/server/teams/model/rights';
import { printOf } from '~/server/teams/sessions';

const LENGTH = 16;
/** An id of no event: what continues from it begins with a resync. */
const BEFORE_ALL = '-';

/** The id of an event for someone: bound to the rights under which they have read what was until then. */
export const boundEventId = (id: string, rights: Rights): string => `${id}:${printOf(rights).slice(0, LENGTH)}`;

/** Where someone continues: who has read under other rights than those of now reads everything again. */
export function continueFrom(bound: string | null | undefined, rights: Rights): string | undefined {
  if (bound === null || bound === undefined) return undefined;
  const id = bound.slice(0, bound.lastIndexOf(':'));
  return boundEventId(id, rights) === bound ? id : BEFORE_ALL;
}
