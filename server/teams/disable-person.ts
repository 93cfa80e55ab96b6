import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { AccountDeps } from './account';
import type { TeamRequest } from './give';
import { type MachineDeps, requireMayLookAfter } from './machine';
import type { Action } from './model/action';

type Disabling = { id: string; disabled: boolean; reason: string };
type Deps = Pick<AccountDeps, 'accounts' | 'audit'>;

/**
 * Lets nobody in as this person any more, at once and everywhere, or lets them in again. Sessions and tokens are over for
 * good: what may have been stolen does not come back to life. Grants and teams stay.
 */
export const disablePerson = (deps: Deps, request: TeamRequest, input: Disabling): Promise<void> =>
  setDisabled(deps, request, input, 'teams.setDisabled', async () => {});

/** The same with a machine, for those who look after it; throws `not-found` for what is none. */
export const disableMachine = (deps: Deps & MachineDeps, request: TeamRequest, input: Disabling): Promise<void> =>
  setDisabled(deps, request, input, 'teams.disableMachine', () => requireMayLookAfter(deps, request.actor, input.id));

async function setDisabled(
  deps: Deps,
  request: TeamRequest,
  { id, disabled, reason }: Disabling,
  action: Action,
  requireMay: () => Promise<void>,
): Promise<void> {
  const before = await deps.accounts.find(id);
  if (!before) throw new DomainError({ kind: 'not-found', what: 'person', name: id });
  const target = { person: id, name: before.name };
  const intent = { ...request, action, target, before: { disabled: before.disabled }, after: { disabled }, reason };
  await recorded(deps.audit, intent, async () => {
    await requireMay();
    await deps.accounts.setDisabled(id, disabled);
  });
}
