import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { createMemberClient } from '~/server/kube/create-member-client';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { listContract } from '~/server/kube/testing/contract/list-contract';
import { refusalContract } from '~/server/kube/testing/contract/refusal-contract';
import { configMap, configMaps, namespaces } from '~/server/kube/testing/contract/samples';
import { selfContract } from '~/server/kube/testing/contract/self-contract';
import { watchContract } from '~/server/kube/testing/contract/watch-contract';
import { type ContractMember, HUB, type World } from '~/server/kube/testing/contract/world';
import { writeContract } from '~/server/kube/testing/contract/write-contract';
import { loopbackDialer } from './scripted-member';

/** What every member must do, simulated or real. Each case works in a namespace of its own. */
export function memberContract(what: string, start: () => Promise<ContractMember>): void {
  describe(what, () => {
    const connections: MemberConnection[] = [];
    const world = {
      connect(member, options = {}) {
        const connection = connectMember(member, { dialer: loopbackDialer, ...world.target.ways, ...options });
        connections.push(connection);
        return connection;
      },
      make: (name, data, labels) =>
        world.client.create(configMaps, { namespace: world.namespace }, configMap(name, data, labels)),
    } as World;
    let count = 0;

    beforeAll(async () => {
      world.target = await start();
      world.connection = world.connect(world.target.admin);
      world.client = createMemberClient(world.connection, HUB);
    });
    afterAll(async () => {
      await Promise.all(connections.map((connection) => connection.close()));
      await world.target.stop();
    });
    beforeEach(async () => {
      const name = `contract-${Date.now().toString(36)}-${++count}`;
      await world.client.create(namespaces, {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      world.namespace = name;
    });
    afterEach(() => world.client.delete(namespaces, { name: world.namespace }));

    listContract(world);
    watchContract(world);
    writeContract(world);
    refusalContract(world);
    selfContract(world);
  });
}
