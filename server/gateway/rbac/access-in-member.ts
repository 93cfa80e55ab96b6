import type { AccessInMember } from '~/server/clusters/ports';
import type { MemberClient } from '~/server/kube/member-client';
import { planAccess } from './core/plan-access';
import { readManaged, removeManaged } from './member-objects';
import { MANAGED_BY, managerOf } from './model/access-object';
import type { AccessTurns } from './ports';

const MEMBER_MS = 20_000;

/** The roles and bindings of people that this hub has written into members. */
export function accessInMember(
  hub: string,
  open: (cluster: string) => Promise<MemberClient>,
  turns: Pick<AccessTurns, 'withheld'>,
): AccessInMember {
  const found = async (client: MemberClient) => (await readManaged(client, hub, AbortSignal.timeout(MEMBER_MS))).own;
  return {
    selector: `${MANAGED_BY}=${managerOf(hub)}`,
    count: async (cluster) => (await found(await open(cluster))).length,
    withdraw: (cluster, forget) =>
      turns.withheld(cluster, async () => {
        const client = await open(cluster);
        const { remove } = planAccess([], await found(client));
        for (const object of remove) await removeManaged(client, object);
        await forget();
        return remove.length;
      }),
  };
}
