import { recorded } from '~/server/audit/recorded';
import { DomainError } from '~/server/kernel/failure';
import { type ManageDeps, type ManageRequest, missing } from './manage';
import { ownersFor, requireMayManage } from './may-manage';
import type { Outbox } from './ports';

type RetryDeps = Pick<ManageDeps, 'audit'> & { outbox: Pick<Outbox, 'find' | 'retry'> };

/** Makes a message that did not arrive due at once. Throws `conflict` for one that has arrived or is being sent now. */
export async function retryDelivery(deps: RetryDeps, request: ManageRequest, { id }: { id: string }): Promise<void> {
  const found = await deps.outbox.find(ownersFor(request.actor, 'notifications.deliveries'), id);
  const target = { delivery: id, channel: found?.channel ?? '', team: found?.team ?? null };
  const intent = { ...request, action: 'notifications.retryDelivery', target };
  await recorded(deps.audit, intent, async () => {
    if (!found) throw missing('delivery', id);
    requireMayManage(request.actor, 'notifications.retryDelivery', found.team);
    if (await deps.outbox.retry(id)) return;
    const detail = 'it has arrived, or is being sent at this moment';
    throw new DomainError({ kind: 'conflict', what: 'delivery', name: found.rule, detail });
  });
}
