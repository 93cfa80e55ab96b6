import type { Action } from '../model/action';
import type { GrantScope } from '../model/grant';
import type { Rights } from '../model/rights';
import { covers } from './covers';

/** What would be given: actions on a scope. */
export type Given = { actions: readonly Action[]; scope: GrantScope };

/**
 * The actions that stand in the way of giving this: nobody gives more than they hold, nor anything where they may not give.
 * Empty: it may be given. `teams.grant` comes first when it is the one that is missing.
 */
export function missingToGrant(rights: Rights, { actions, scope }: Given): Action[] {
  const within = rights.filter((held) => covers(held.scope, scope));
  const wanted: Action[] = ['teams.grant', ...actions.filter((action) => action !== 'teams.grant')];
  return wanted.filter((action) => !within.some((held) => held.actions.includes(action)));
}
