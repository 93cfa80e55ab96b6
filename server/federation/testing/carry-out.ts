import type { Database } from '~/server/db/client';
import { postgresDeliveries } from '../store/deliveries';

const SETTINGS = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespace: 'shop',
  name: 'settings',
};

/** Everything that is due for the holder `me` is applied as one ConfigMap, without a member; its objects have this status then. */
export async function carryOut(database: Database, status: string): Promise<void> {
  const deliveries = postgresDeliveries(database);
  for (const one of await deliveries.due('me')) {
    const claim = await deliveries.claim(one);
    if (!claim) continue;
    await deliveries.keep(one.fence, claim, { ...SETTINGS, uid: 'u', revision: claim.revision, applied: {} }, {});
    await deliveries.settle(one.fence, claim, { state: 'applied', answered: true });
    const where = { clusterId: one.fence.clusterId };
    await database.prisma.applicationObject.updateMany({ where, data: { status } });
  }
}
