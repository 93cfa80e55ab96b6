import { afterAll, beforeAll, describe } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import type { Member } from '~/server/kube/member';
import { deliveringCases } from './delivering-cases';
import { type DeliveryWorld, openDeliveryWorld } from './delivery-world';
import { driftCases } from './drift-cases';

const NAMESPACES = { group: '', version: 'v1', plural: 'namespaces' };

/** What the engine room does with a member, simulated or real. */
export function deliveryContract(title: string, start: () => Promise<{ member: Member; stop(): Promise<void> }>): void {
  describe(title, async () => {
    const { database } = await testDatabase();
    let running: Awaited<ReturnType<typeof start>>;
    let world: DeliveryWorld;
    beforeAll(async () => {
      running = await start();
      world = await openDeliveryWorld(database, running.member);
    });
    afterAll(async () => {
      await world?.close();
      await running?.stop();
    });
    let count = 0;
    /** A name, and a namespace in the member, of the test's own. */
    const place = async () => {
      const name = `app-${Date.now().toString(36)}-${++count}`;
      await world.client.create(NAMESPACES, {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      return name;
    };
    deliveringCases(() => world, place);
    driftCases(() => world, place);
  });
}
