import { createMemberClient } from '~/server/kube/create-member-client';
import type { MemberClient } from '~/server/kube/member-client';
import type { ObjectDeps } from '~/server/objects/ports';
import { speakFor } from '~/server/objects/speak-for';
import type { Sights, Standing } from '~/server/teams/ports';
import { connectionsOf, type Members } from './members/connections-of';
import { writesInPerson } from './members/write-in-person';
import { inStep } from './rbac/is-in-step';
import type { AccessStates } from './rbac/ports';

type Ground = Members & {
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
  const connectionOf = connectionsOf({ registry, connections });
  const inPerson = writesInPerson({
    ...{ ...ground, connectionOf },
    isInStep: inStep(memberRights),
  });
  const open = async (name: string) => createMemberClient(await connectionOf(name), HUB);
  return { open, clientFor: speakFor({ open, inPerson, ...ground }) };
}
