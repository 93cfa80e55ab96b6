import { afterAll, beforeAll } from 'vitest';
import type { Database } from '~/server/db/client';
import { memberHere } from '~/server/kube/testing/member-here';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import type { DeliveryStore, Due } from '../ports/deliveries';
import { type DeliveryWorld, openDeliveryWorld } from './delivery-world';

/** A delivery world over a simulated member, for one test file, in which each turn is taken by hand. */
export function worldByHand(database: Database, deliveries: DeliveryStore) {
  let member: SimulatedMember;
  let world: DeliveryWorld;
  beforeAll(async () => {
    member = await startMember({ name: 'simulated', version: 'v1.34.1' });
    world = await openDeliveryWorld(database, memberHere(member.adminKubeconfig));
    await world.stop();
  });
  afterAll(async () => {
    await world?.close();
    await member?.close();
  });
  return {
    member: () => member,
    world: () => world,
    /** What is due of an application for this holder; throws where nothing is. */
    dueOf: async (name: string, holder = 'me'): Promise<Due> => {
      const id = await world.idOf(name);
      const due = (await deliveries.due(holder)).find(({ applicationId }) => applicationId === id);
      if (!due) throw new Error(`${name} is not due`);
      return due;
    },
  };
}
