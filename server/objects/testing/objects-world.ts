import { systemClock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Member } from '~/server/kube/member';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { ADA } from '~/server/teams/testing/people';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import type { DrainDeps } from '../drain-node';
import { memberKinds } from '../kube';
import type { ObjectDeps, Request } from '../ports';
import { memoryDrains } from './memory-drains';

type ObjectsWorld = Awaited<ReturnType<typeof openObjectsWorld>>;
/** What each case works with: the world, and a namespace of its own. */
export type Place = { world: ObjectsWorld; namespace: string };

export const REQUEST: Request = {
  actor: ADA,
  requestId: 'r',
};

/** The use cases over one running member called `here`, with everything else in memory. */
export async function openObjectsWorld(member: Member) {
  const connection = connectMember(member, { dialer: loopbackDialer });
  const client = createMemberClient(connection, { kind: 'hub' });
  const yaml = createYamlThread();
  const records: { action: string; outcome?: string; detail?: unknown }[] = [];
  const audit: ObjectDeps['audit'] = {
    intend: async ({ action }) => String(records.push({ action }) - 1),
    settle: async (id, outcome, detail) => void Object.assign(records[Number(id)] ?? {}, { outcome, detail }),
    abandonBefore: async () => 0,
  };
  const clientFor: ObjectDeps['clientFor'] = async (cluster) => {
    if (cluster === 'here') return client;
    if (cluster === 'unknown') throw new DomainError({ kind: 'not-found', what: 'cluster', name: cluster });
    throw new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'timeout', detail: 'no answer' });
  };
  const drains = memoryDrains();
  const kinds = memberKinds({ clientFor, clock: systemClock });
  const troubles: unknown[] = [];
  const deps: ObjectDeps & DrainDeps = {
    ...{ clientFor, kinds, yaml, audit, drains, clock: systemClock, changed: () => undefined },
    onTrouble: (_detail, error) => void troubles.push(error),
  };
  const close = async () => {
    await Promise.all([connection.close(), yaml.close()]);
  };
  return { deps, client, drains, records, troubles, close };
}
