import { inject } from 'vitest';
import { memberHere } from '~/server/kube/testing/member-here';
import { gatewaysContract } from './testing/gateways-contract';

gatewaysContract('gateways of a real control plane', async () => ({
  member: memberHere(inject('realMember').kubeconfig),
  stop: async () => {},
}));
