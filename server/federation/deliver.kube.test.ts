import { inject } from 'vitest';
import { memberHere } from '~/server/kube/testing/member-here';
import { startLivingMember } from '~/server/simulator/testing/living-member';
import { deliveryContract } from './testing/delivery-contract';

deliveryContract('applications in a real control plane', async () => ({
  member: memberHere(inject('realMember').kubeconfig),
  stop: async () => {},
}));

// the newest version that is simulated, and the oldest that is supported
for (const version of ['v1.34.1', 'v1.20.2'])
  deliveryContract(`applications in a simulated member of ${version}`, () => startLivingMember(version, 'federation'));
