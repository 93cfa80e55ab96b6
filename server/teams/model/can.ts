import type { Action } from './action';
import type { Rights } from './rights';

/** Whether someone may do something anywhere at all. */
export const holds = (rights: Rights, action: Action): boolean =>
  rights.some(({ actions }) => actions.includes(action));

/** Whether someone may do something on the whole fleet, without any limit. */
export const holdsEverywhere = (rights: Rights, action: Action): boolean =>
  rights.some(
    ({ actions, scope }) =>
      actions.includes(action) &&
      scope.clusters.by === 'all' &&
      scope.namespaces === null &&
      scope.environments === null,
  );
