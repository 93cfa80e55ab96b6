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
  const { id, name, team } = input;
  const before = id === null ? undefined : await deps.rules.find(id);
  const intent = {
    ...{ ...request, action: 'notifications.saveRule', target: { rule: name, team }, after: input },
    ...(before ? { before } : {}),
  };
  return recorded(deps.audit, intent, async () => {
    requireMayManage(actor, 'notifications.saveRule', team);
    if (id !== null && requireRule(actor, id, before).team !== team)
      throw invalid('team', 'a rule stays with its team');
    for (const channelId of input.channels) {
      const channel = await deps.channels.find(channelId);
      if (!channel || channel.team !== team) throw missing('channel', channelId);
    }
    return deps.rules.save(input);
  });
}

/** Removes a rule; what it has said stays in the log. */
export async function removeRule(deps: ManageDeps, request: ManageRequest, { id }: { id: string }): Promise<void> {
  const before = await deps.rules.find(id);
  const target = { rule: before?.name ?? id, team: before?.team ?? null };
  const intent = { ...request, action: 'notifications.removeRule', target, before };
  await recorded(deps.audit, intent, async () => {
    const { team } = requireRule(request.actor, id, before);
    requireMayManage(request.actor, 'notifications.removeRule', team);
    await deps.rules.remove(id);
  });
}
