import type { AuditTrail } from '~/server/audit/ports';
import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import { missingToGrant } from './core/may-grant';
import type { Action } from './model/action';
import type { PersonActor } from './model/actor';
import type { GrantScope } from './model/grant';
import { smallestRole } from './model/role-actions';
import type { GrantStore, RequestStore, TeamStore } from './ports';

export type TeamDeps = {
  teams: TeamStore;
  grants: GrantStore;
  requests: RequestStore;
  audit: AuditTrail;
  clock: Clock;
};

export type TeamRequest = { actor: PersonActor; requestId: string };

/** Throws `forbidden` when someone would give more than they hold, or where they may not give. */
export async function requireMayGive(
  { grants }: Pick<TeamDeps, 'grants'>,
  { rights }: Pick<PersonActor, 'rights'>,
  wanted: { role: string; scope: GrantScope },
): Promise<void> {
  const actions = await requireRole({ grants }, wanted.role);
  const [missing] = missingToGrant(rights, { actions, scope: wanted.scope });
  if (missing) throw new DomainError({ kind: 'forbidden', action: missing, missing: smallestRole(missing) });
}

/** The actions of a role; throws `not-found` when there is none of this name. */
export async function requireRole({ grants }: Pick<TeamDeps, 'grants'>, role: string): Promise<readonly Action[]> {
  const actions = await grants.actionsOf(role);
  if (!actions) throw new DomainError({ kind: 'not-found', what: 'role', name: role });
  return actions;
}

/** When something that is given for so many hours ends. */
export const endOf = ({ clock }: Pick<TeamDeps, 'clock'>, hours: number | null): Date | null =>
  hours === null ? null : new Date(clock.now().getTime() + hours * 3_600_000);
