import { startLivingMember } from '~/server/simulator/testing/living-member';
import { objectsContract } from './testing/objects-contract';

// the newest version that is simulated, and the oldest that is supported
for (const version of ['v1.34.1', 'v1.20.2'])
  objectsContract(`objects of a simulated member of ${version}`, () => startLivingMember(version, 'objects'));
