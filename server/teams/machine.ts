import { recorded } from '~/server/audit/recorded';
import { DomainError, failureOf } from '~/server/kernel/failure';
import type { AccountDeps } from './account';
import { requireMayManage } from './edit-team';
import type { TeamDeps, TeamRequest } from './give';
import type { Action } from './model/action';
import type { PersonActor } from './model/actor';
import { holdsEverywhere } from './model/can';
import type { MachineRow } from './model/machine';
import type { GrantRow } from './model/team';
import type { TokenRow } from './model/token';

export type MachineDeps = Pick<AccountDeps, 'accounts' | 'tokens' | 'audit'> & Pick<TeamDeps, 'teams' | 'grants'>;

/** A machine's account, which holds nothing yet: of a team, or of the fleet when `team` is null. Answers its id. */
export async function createService(
  deps: MachineDeps,
  request: TeamRequest,
  { name, team }: { name: string; team: string | null },
): Promise<string> {
  const intent = { ...request, action: 'teams.createService', target: { name, team }, after: { name, team } };
  return recorded(deps.audit, intent, async () => {
    await requireMayOwn(deps, request.actor, team);
    return deps.tokens.addMachine(name, team);
  });
}

/**
 * Throws `not-found` unless `person` is a machine that someone looks after; `anyone`: an action that, held everywhere, is
 * enough for whoever it is.
 */
export async function requireMayLookAfter(
  deps: MachineDeps,
  actor: PersonActor,
  person: string,
  anyone?: Action,
): Promise<void> {
  if (anyone && holdsEverywhere(actor.rights, anyone)) return;
  const found = await deps.accounts.find(person);
  if (found?.kind !== 'service') throw new DomainError({ kind: 'not-found', what: 'service account', name: person });
  await requireMayOwn(deps, actor, found.owner);
}

/** The machines that someone looks after, or all for who may see them all. */
export async function listMachines(
  deps: MachineDeps & Pick<AccountDeps, 'clock'>,
  actor: PersonActor,
): Promise<MachineRow[]> {
  const machines = await deps.tokens.machines(deps.clock.now());
  const owners = [...new Set(machines.map(({ owner }) => owner))];
  const mine = new Set<string | null>();
  for (const owner of owners) if (await mayOwn(deps, actor, owner)) mine.add(owner);
  const seesAll = holdsEverywhere(actor.rights, 'teams.machines');
  return machines
    .map((machine) => ({ ...machine, manageable: mine.has(machine.owner) }))
    .filter(({ manageable }) => seesAll || manageable);
}

/** What a machine of one's own, or for who may see it anyone, holds at this moment. */
export async function listGrantsOf(deps: MachineDeps, actor: PersonActor, person: string): Promise<GrantRow[]> {
  await requireMayLookAfter(deps, actor, person, 'teams.grantsOf');
  return deps.grants.of(person);
}

/** The tokens of somebody else, without what they are. */
export async function listTokens(deps: MachineDeps, actor: PersonActor, person: string): Promise<TokenRow[]> {
  await requireMayLookAfter(deps, actor, person, 'teams.tokensOf');
  return deps.tokens.list(person);
}

const mayOwn = (deps: MachineDeps, actor: PersonActor, team: string | null): Promise<boolean> =>
  requireMayOwn(deps, actor, team).then(
    () => true,
    (error: unknown) => {
      if (failureOf(error)?.kind !== 'forbidden') throw error;
      return false;
    },
  );

async function requireMayOwn(deps: MachineDeps, actor: PersonActor, team: string | null): Promise<void> {
  if (team !== null) return requireMayManage(deps, { actor }, team);
  if (holdsEverywhere(actor.rights, 'teams.createService')) return;
  throw new DomainError({ kind: 'forbidden', action: 'teams.createService', missing: 'fleet-admin' });
}
