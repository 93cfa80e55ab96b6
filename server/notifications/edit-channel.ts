import { recorded } from '~/server/audit/recorded';
import { DomainError, invalid } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import { readTarget } from './core/channel-target';
import { type ManageDeps, type ManageRequest, requireChannel } from './manage';
import { mayManage, ownersFor, requireMayManage } from './may-manage';
import type { ChannelInput, ChannelRow } from './model/channel';
import type { OpenChannel } from './ports';

/** The channels of one's own teams, or all for who looks after the fleet. */
export async function listChannels(
  { channels }: Pick<ManageDeps, 'channels'>,
  actor: ManageRequest['actor'],
): Promise<ChannelRow[]> {
  const found = await channels.list(ownersFor(actor, 'notifications.channels'));
  return found.map((channel) => ({
    ...channel,
    editable: mayManage(actor, 'notifications.saveChannel', channel.team),
  }));
}

/** Makes a channel or changes it; answers its id. The record learns where it leads, not what opens it. */
export async function saveChannel(deps: ManageDeps, request: ManageRequest, input: ChannelInput): Promise<string> {
  const { id, name, team, target, certificateAuthority } = input;
  const before = id === null ? undefined : await deps.channels.find(id);
  const lead = readTarget(target, before);
  const fields = { id, name, team, certificateAuthority, kind: target.kind };
  const intent = {
    ...{ ...request, action: 'notifications.saveChannel', target: { channel: name, team } },
    ...{ after: { ...fields, ...(lead.ok ? lead.value : {}) }, ...(before ? { before } : {}) },
  };
  return recorded(deps.audit, intent, async () => {
    requireMayManage(request.actor, 'notifications.saveChannel', team);
    if (id !== null && requireChannel(request.actor, id, before).team !== team)
      throw invalid('team', 'a channel stays with its team');
    if (!lead.ok) throw invalid(lead.reason.path, lead.reason.message);
    const kept = id !== null && before?.kind === target.kind ? await deps.channels.open(id) : undefined;
    return deps.channels.save({ ...fields, ...lead.value, ...secretsOf(target, kept) });
  });
}

/** What is given replaces what is kept, each on its own. */
function secretsOf(target: ChannelInput['target'], kept: OpenChannel | undefined) {
  const given = (text: string | undefined, old: Secret | undefined) => (text === undefined ? old : new Secret(text));
  if (target.kind === 'email') {
    return { url: undefined, key: target.server.user === null ? undefined : given(target.password, kept?.key) };
  }
  const key = target.kind === 'webhook' ? given(target.signingKey, kept?.key) : undefined;
  return { url: given(target.url, kept?.url), key };
}

/** Removes a channel and its log; one that a rule tells through stays. */
export async function removeChannel(deps: ManageDeps, request: ManageRequest, { id }: { id: string }): Promise<void> {
  const before = await deps.channels.find(id);
  const target = { channel: before?.name ?? id, team: before?.team ?? null };
  const intent = { ...request, action: 'notifications.removeChannel', target, before };
  await recorded(deps.audit, intent, async () => {
    const { name, team, rules } = requireChannel(request.actor, id, before);
    requireMayManage(request.actor, 'notifications.removeChannel', team);
    if (rules > 0) {
      const detail = `${rules} rules tell through it`;
      throw new DomainError({ kind: 'conflict', what: 'channel', name, detail });
    }
    await deps.channels.remove(id);
  });
}
