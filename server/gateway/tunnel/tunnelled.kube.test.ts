import { inject } from 'vitest';
import { joinTestHub, startTestHub, tunnelled } from '~/server/gateway/testing/tunnelled-member';
import { Secret } from '~/server/kernel/secret';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { compactEtcd } from '~/server/kube/testing/compact-etcd';
import type { ContractMember } from '~/server/kube/testing/contract/world';
import { memberContract } from '~/server/kube/testing/member-contract';
import { startMember } from '~/server/simulator/member';

// what holds for members that the hub dials holds for those that dial the hub
memberContract('a simulated member behind its agent', async () => {
  const member = await startMember({ name: 'simulated', version: 'v1.34.1' });
  const { adminKubeconfig, tokens, store, close } = member;
  return behindAgents(adminKubeconfig, tokens.viewer, async () => store.compact(), close);
});

memberContract('a real control plane behind its agent', async () => {
  const { kubeconfig, viewerToken, etcd } = inject('realMember');
  return behindAgents(
    kubeconfig,
    viewerToken,
    () => compactEtcd(etcd),
    async () => {},
  );
});

async function behindAgents(
  kubeconfig: string,
  viewerToken: string,
  compact: () => Promise<void>,
  close: () => Promise<void>,
): Promise<ContractMember> {
  const [context] = parseKubeconfig(kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  const admin = { ...context.member, name: 'simulated' };
  const hub = await startTestHub();
  await joinTestHub(hub, admin, 'admin');
  await joinTestHub(hub, { ...admin, credential: { kind: 'token', token: new Secret(viewerToken) } }, 'viewer');
  return {
    ...{ admin: tunnelled(admin, 'admin'), viewer: tunnelled(admin, 'viewer') },
    ways: { agents: hub.tunnels.route },
    compact,
    stop: () => hub.stop().then(close),
  };
}
