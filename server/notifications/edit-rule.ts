import { recorded } from '~/server/audit/recorded';
import { invalid } from '~/server/kernel/failure';
import { type ManageDeps, type ManageRequest, missing, requireRule } from './manage';
import { mayManage, ownersFor, requireMayManage } from './may-manage';
import type { RuleInput, RuleRow } from './model/rule';

/** The rules of one's own teams, or all for who looks after the fleet. */
export async function listRules(
  { rules }: Pick<ManageDeps, 'rules'>,
  actor: ManageRequest['actor'],
): Promise<RuleRow[]> {
  const found = await rules.list(ownersFor(actor, 'notifications.rules'));
  return found.map((rule) => ({ ...rule, editable: mayManage(actor, 'notifications.saveRule', rule.team) }));
}

/** Makes a rule or changes it; answers its id. A team tells through its own channels alone. */
export async function saveRule(deps: ManageDeps, request: ManageRequest, input: RuleInput): Promise<string> {
  const { actor } = request;
  requireMayManage(actor, 'notifications.saveRule', input.team);
  const before = input.id === null ? undefined : await requireRule(deps, actor, input.id);
  if (before && before.team !== input.team) throw invalid('team', 'a rule stays with its team');
  const intent = {
    ...{ ...request, action: 'notifications.saveRule', after: input },
    ...(before ? { before } : {}),
    target: { rule: input.name, team: input.team },
  };
  return recorded(deps.audit, intent, async () => {
    for (const id of input.channels) {
      const channel = await deps.channels.find(id);
      if (!channel || channel.team !== input.team) throw missing('channel', id);
    }
    return deps.rules.save(input);
  });
}

/** Removes a rule; what it has said stays in the log. */
export async function removeRule(deps: ManageDeps, request: ManageRequest, { id }: { id: string }): Promise<void> {
  const before = await requireRule(deps, request.actor, id);
  requireMayManage(request.actor, 'notifications.removeRule', before.team);
  const target = { rule: before.name, team: before.team };
  const intent = { ...request, action: 'notifications.removeRule', target, before };
  await recorded(deps.audit, intent, () => deps.rules.remove(id));
}
