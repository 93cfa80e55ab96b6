import { recorded } from '~/server/audit/recorded';
import type { DrainDeps } from './drain-node';
import type { Request } from './ports';

/** Stops a drain before its next eviction. What is evicted stays evicted and the node stays cordoned. */
export function cancelDrain(
  { drains, audit, changed }: Pick<DrainDeps, 'drains' | 'audit' | 'changed'>,
  request: Request,
  { cluster, id }: { cluster: string; id: string },
): Promise<void> {
  const intent = { ...request, action: 'objects.cancelDrain', target: { cluster, id } };
  return recorded(audit, intent, async () => {
    await drains.cancel(id);
    changed(cluster);
  });
}
