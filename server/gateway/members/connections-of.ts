import type { ClusterRegistry } from '~/server/clusters/ports';
import { DomainError } from '~/server/kernel/failure';
import type { MemberConnection } from '~/server/kube/member-connection';

export type Members = {
  registry: Pick<ClusterRegistry, 'find'>;
  connections: { of(cluster: string): Promise<MemberConnection> };
};

/** How a member is reached. Throws `not-found`, or `cluster-unreachable` for one that is suspended. */
export const connectionsOf =
  ({ registry, connections }: Members) =>
  async (cluster: string): Promise<MemberConnection> => {
    if ((await registry.find(cluster))?.state === 'suspended')
      throw new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'suspended', detail: 'it is suspended' });
    return connections.of(cluster);
  };
