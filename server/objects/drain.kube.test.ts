import { inject } from 'vitest';
import { memberHere } from '~/server/kube/testing/member-here';
import { startLivingMember } from '~/server/simulator/testing/living-member';
import { runningDrain } from './testing/running-drain';

runningDrain('a node of a real control plane is drained', 'v1beta1', async () => ({
  member: memberHere(inject('runningMember').kubeconfig),
  stop: async () => {},
}));

for (const [version, budgets] of [
  ['v1.34.1', 'v1'],
  ['v1.20.2', 'v1beta1'],
] as const) {
  runningDrain(`a node of a simulated member of ${version} is drained`, budgets, () =>
    startLivingMember(version, 'drain', { nodes: 3, podStartMs: [200, 400] }),
  );
}
