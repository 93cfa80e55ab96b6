import type { Action } from '~/server/teams/model/action';
import type { Rights } from '~/server/teams/model/rights';

/** Whose rules and channels someone may make: `all` for who holds the action everywhere, else the teams through which they do. */
export function manageableOwners(rights: Rights, action: Action): 'all' | string[] {
  const held = rights.filter(({ actions }) => actions.includes(action));
  const isEverywhere = held.some(
    ({ scope }) => scope.clusters.by === 'all' && scope.namespaces === null && scope.environments === null,
  );
  if (isEverywhere) return 'all';
  return [...new Set(held.flatMap(({ team }) => (team === null ? [] : [team])))];
}
