import { inject } from 'vitest';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { gatewaysContract } from './testing/gateways-contract';

gatewaysContract('gateways of a real control plane', async () => {
  const [context] = parseKubeconfig(inject('realMember').kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig of the control plane has no usable context');
  return { member: { ...context.member, name: 'here' }, stop: async () => {} };
});
