import type { PersonRow } from '~/server/teams/model/person';

/** How someone stands: whether they are in, could be, or have no way in yet. */
export function stateOf({ disabled, kind, login, hasPassword, invitedUntil }: PersonRow) {
  if (disabled) return 'disabled';
  if (kind !== 'person') return kind;
  if (login === null || hasPassword) return 'active';
  return invitedUntil === null ? 'noWay' : 'invited';
}
