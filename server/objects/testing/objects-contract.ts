import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Member } from '~/server/kube/member';
import { actionContract } from './contract/action-contract';
import { drainContract } from './contract/drain-contract';
import { editContract } from './contract/edit-contract';
import { readContract } from './contract/read-contract';
import { versionContract } from './contract/version-contract';
import { openObjectsWorld, type Place } from './objects-world';

/** What must hold of objects in every member, simulated or real. Each case works in a namespace of its own. */
export function objectsContract(what: string, start: () => Promise<{ member: Member; stop(): Promise<void> }>): void {
  describe(what, () => {
    const place = {} as Place;
    let stop = async () => {};
    let count = 0;
    beforeAll(async () => {
      const started = await start();
      stop = started.stop;
      place.world = await openObjectsWorld(started.member);
    });
    beforeEach(async () => {
      place.namespace = `objects-${Date.now().toString(36)}-${++count}`;
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: place.namespace } };
      await place.world.client.create({ group: '', version: 'v1', plural: 'namespaces' }, {}, namespace);
    });
    afterAll(async () => {
      await place.world.close();
      await stop();
    });
    readContract(place);
    editContract(place);
    actionContract(place);
    drainContract(place);
    versionContract(place);
  });
}
