import { inject } from 'vitest';
import { memberHere } from '~/server/kube/testing/member-here';
import { objectsContract } from './testing/objects-contract';

objectsContract('objects of a real control plane', async () => ({
  member: memberHere(inject('realMember').kubeconfig),
  stop: async () => {},
}));
