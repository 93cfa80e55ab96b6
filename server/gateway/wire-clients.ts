import type { ClusterRegistry } from '~/server/clusters/ports';
import { DomainError } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { MemberClient } from '~/server/kube/member-client';
import type { MemberConnection } from '~/server/kube/member-connection';
import type { ObjectDeps } from '~/server/objects/ports';
import { speakFor } from '~/server/objects/speak-for';
import type { Sights, Standing } from '~/server/teams/ports';
import { writesInPerson } from './members/write-in-person';
import type { AccessStates } from './rbac/ports';

type Ground = {
  registry: Pick<ClusterRegistry, 'find'>;
  connections: { of(cluster: string): Promise<MemberConnection> };
  sights: Sights;
  standing: Standing;
  memberRights: Pick<AccessStates, 'list'>;
  teamsOf(person: string): Promise<string[]>;
};

const HUB = { kind: 'hub' } as const;

/** The clients by which the console speaks to members: the hub's own, and those that speak for someone. */
export function wireClients({ registry, connections, memberRights, ...ground }: Ground): {
  open(cluster: string): Promise<MemberClient>;
  clientFor: ObjectDeps['clientFor'];
} {
  const connectionOf = async (name: string) => {
    const cluster = await registry.find(name);
    if (cluster?.state === 'suspended') throw suspended(name);
    return connections.of(name);
  };
  const inPerson = writesInPerson({
    ...{ ...ground, connectionOf },
    isInStep: async (cluster) => (await memberRights.list('all', cluster))[0]?.state === 'in-step',
  });
  const open = async (name: string) => createMemberClient(await connectionOf(name), HUB);
  return { open, clientFor: speakFor({ open, inPerson, ...ground }) };
}

const suspended = (cluster: string) =>
  new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'suspended', detail: 'it is suspended' });
