import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import type { AccountDeps } from './account';
import type { TeamRequest } from './give';

/** Lets nobody in as this person any more, at once and everywhere, or lets them in again with what they held. */
export async function disablePerson(
  deps: Pick<AccountDeps, 'accounts' | 'audit'>,
  request: TeamRequest,
  { id, disabled, reason }: { id: string; disabled: boolean; reason: string },
): Promise<void> {
  const before = await deps.accounts.find(id);
  if (!before) throw new DomainError({ kind: 'not-found', what: 'person', name: id });
  const target = { person: id, name: before.name };
  const intent = { ...request, action: 'teams.setDisabled', target, after: { disabled }, reason };
  await recorded(deps.audit, { ...intent, before: { disabled: before.disabled } }, () =>
    deps.accounts.setDisabled(id, disabled),
  );
}
