import { randomUUID } from 'node:crypto';
import { recorded } from '~/server/audit/recorded';
import { type ManageDeps, type ManageRequest, missing, requireChannel } from './manage';
import { requireMayManage } from './may-manage';
import type { Message, Sent } from './model/delivery';
import type { Language } from './model/rule';

/** Sends a message through a channel now, and says what became of it. It does not wait in the outbox and is not tried again. */
export async function testChannel(
  deps: ManageDeps,
  request: ManageRequest,
  { id, language }: { id: string; language: Language },
): Promise<Sent> {
  const found = await deps.channels.find(id);
  const team = found?.team ?? null;
  const target = { channel: found?.name ?? id, team };
  const intent = { ...request, action: 'notifications.testChannel', target };
  const send = async () => {
    requireChannel(request.actor, id, found);
    requireMayManage(request.actor, 'notifications.testChannel', team);
    const channel = await deps.channels.open(id);
    if (!channel) throw missing('channel', id);
    const message: Message = { rule: null, team, language, timeZone: 'UTC', began: [], ended: [] };
    return deps.send(channel, { id: randomUUID(), message });
  };
  return recorded(deps.audit, intent, send, (sent) => ({ outcome: sent.ok ? 'applied' : 'failed', detail: sent }));
}
