import type { Token } from '~/server/simulator/door/authenticate';
import { nodeObject } from '~/server/simulator/fleet/node-object';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createRandom } from '~/server/simulator/random';
import type { Candidate } from './candidate';

const VERSION = 'v1.34.1';
type Place = { region: string; zone: string; nodes: number; tokens?: Token[]; port?: number; version?: string };

/** Starts a simulated member whose nodes lie in one zone. The caller stops it. */
export async function startSimulatedCandidate(
  name: string,
  { region, zone, nodes: count, ...options }: Place,
): Promise<Candidate & { member: SimulatedMember }> {
  const member = await startMember({ name, version: VERSION, ...options });
  const random = createRandom(name);
  // no controllers run here, and pods are admitted for this account
  member.objects.put('v1', 'serviceaccounts', { metadata: { name: 'default', namespace: 'default' } });
  const nodes = Array.from({ length: count }, (_, index) => `${name}-node-${index + 1}`);
  const shared = { region, zone, provider: 'metal' as const, kubelet: VERSION, role: 'worker', createdAt: new Date() };
  for (const node of nodes)
    member.objects.put('v1', 'nodes', nodeObject(random, { ...shared, name: node, now: new Date() }));
  return {
    member,
    url: member.url,
    ca: member.ca,
    token: member.tokens.admin,
    ...member.adminCertificate,
    nodes,
    stop: () => member.close(),
  };
}
