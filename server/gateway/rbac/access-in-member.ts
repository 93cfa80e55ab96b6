import type { AccessInMember } from '~/server/clusters/ports';
import type { MemberClient } from '~/server/kube/member-client';
import { planAccess } from './core/plan-access';
import { readManaged, removeManaged } from './member-objects';
import { MANAGED_BY, managerOf } from './model/access-object';

const MEMBER_MS = 20_000;

/** The roles and bindings of people that this hub has written into members. */
export function accessInMember(hub: string, open: (cluster: string) => Promise<MemberClient>): AccessInMember {
  const found = async (client: MemberClient) => (await readManaged(client, hub, AbortSignal.timeout(MEMBER_MS))).own;
  return {
    selector: `${MANAGED_BY}=${managerOf(hub)}`,
    count: async (cluster) => (await found(await open(cluster))).length,
    withdraw: async (cluster) => {
      const client = await open(cluster);
      const { remove } = planAccess([], await found(client));
      for (const object of remove) await removeManaged(client, object);
      return remove.length;
    },
  };
}
