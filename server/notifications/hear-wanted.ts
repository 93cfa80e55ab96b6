import { covers } from '~/server/teams/core/covers';
import { missingToGrant } from '~/server/teams/core/may-grant';
import type { Action } from '~/server/teams/model/action';
import type { Rights } from '~/server/teams/model/rights';
import type { Untold } from './core/plan-message';
import type { NotificationEvent } from './model/event';
import type { Rule } from './model/rule';

/** `rights`: those of the rule's team; undefined for a rule of the fleet. `actionsOf`: what each role holds. */
type Listener = {
  scope: Rule['scope'];
  rights: Rights | undefined;
  actionsOf: ReadonlyMap<string, readonly Action[]>;
};

/** What a rule has to say without the requests that its team could not decide, or that lie outside of what it is about. */
export function hearWanted({ began, ended }: Untold, listener: Listener): Untold {
  const hears = ({ wanted }: NotificationEvent) => wanted === null || mayHear(wanted, listener);
  return { began: began.filter(hears), ended: ended.filter(hears) };
}

/** As in deciding: nobody gives what they do not hold. */
function mayHear({ role, scope }: NonNullable<NotificationEvent['wanted']>, listener: Listener): boolean {
  if (!covers(listener.scope, scope)) return false;
  if (listener.rights === undefined) return true;
  const actions = listener.actionsOf.get(role);
  const mayDecide = listener.rights.some((held) => held.actions.includes('teams.decide'));
  return mayDecide && actions !== undefined && missingToGrant(listener.rights, { actions, scope }).length === 0;
}
