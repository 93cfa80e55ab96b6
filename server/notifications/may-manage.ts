import { DomainError } from '~/server/kernel/failure';
import type { Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { holdsEverywhere } from '~/server/teams/model/can';
import { smallestRole } from '~/server/teams/model/role-actions';
import type { Owners } from './ports';

type Who = Pick<PersonActor, 'rights'>;

/**
 * Whether someone may do this with what is a team's, or the fleet's: who holds it through that very team, or everywhere. What
 * one holds by oneself, or through another team, says nothing of what this team is told.
 */
export const mayManage = ({ rights }: Who, action: Action, team: string | null): boolean =>
  holdsEverywhere(rights, action) ||
  (team !== null && rights.some((grant) => grant.team === team && grant.actions.includes(action)));

/** Throws `forbidden`. */
export function requireMayManage(actor: Who, action: Action, team: string | null): void {
  if (mayManage(actor, action, team)) return;
  throw new DomainError({ kind: 'forbidden', action, missing: smallestRole(action) });
}

/** Whose rules and channels someone may look at. */
export function ownersFor({ rights }: Who, action: Action): Owners {
  if (holdsEverywhere(rights, action)) return 'all';
  const teams = rights.flatMap(({ team, actions }) => (team !== null && actions.includes(action) ? [team] : []));
  return { teams: [...new Set(teams)], fleet: false };
}
