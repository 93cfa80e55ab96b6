import type { KubeObject } from '~/server/simulator/api/object';
import { nodeObject } from '~/server/simulator/fleet/node-object';
import { createRandom } from '~/server/simulator/random';
import { startControlPlane } from '../../kube/start-control-plane';
import { type Bench, median, round } from '../measure';
import { startBenchMembers } from '../programs';
import { readMembers, tokenOf } from '../read-members';
import { createMeter, type Peer } from './peer';

const ROUNDS = 9;
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

/** A list of 5,000 nodes and the apply of 1,000 Deployments on a simulated member beside a real control plane. */
export const benchSimulator: Bench = async ({ quick }) => {
  const [nodes, deployments, rounds] = quick ? [500, 100, 3] : [5000, 1000, ROUNDS];
  // without controllers on either side: what is measured is the API server
  const plane = await startControlPlane({ NO_KCM: '1' });
  const fleet = await startBenchMembers(['--members', '1', '--nodes', '0']);
  try {
    const [member] = readMembers(fleet.kubeconfig);
    if (!member) throw new Error('the bench fleet has no member');
    const real = { name: 'real', url: plane.url, ca: await plane.pki('ca.crt'), token: plane.adminToken };
    const own = {
      name: 'simulator',
      url: member.server,
      ca: member.certificateAuthority ?? '',
      token: tokenOf(member),
    };
    return judge(await compare([own, real], { nodes, deployments, rounds }));
  } finally {
    await fleet.stop();
    await plane.stop();
  }
};

type Times = { list: number[]; apply: number[] };

async function compare(peers: Peer[], size: { nodes: number; deployments: number; rounds: number }): Promise<Times[]> {
  const meters = peers.map(createMeter);
  const times: Times[] = peers.map(() => ({ list: [], apply: [] }));
  for (const meter of meters) await meter.create('/api/v1/nodes', nodesOf(size.nodes));
  for (let turn = 0; turn < size.rounds; turn++) {
    for (const [index, meter] of meters.entries()) {
      times[index]?.list.push(await meter.list('/api/v1/nodes'));
      times[index]?.apply.push(await meter.apply(DEPLOYMENTS, deploymentsOf(size.deployments, turn)));
    }
    const told = peers.map(({ name }, index) => {
      const [list, apply] = [times[index]?.list.at(-1) ?? 0, times[index]?.apply.at(-1) ?? 0];
      return `${name} list ${round(list, 0)} ms, apply ${round(apply, 0)} ms`;
    });
    console.log(`round ${turn + 1}: ${told.join('; ')}`);
  }
  for (const meter of meters) await meter.close();
  return times;
}

function nodesOf(count: number): (KubeObject & { kind: string; apiVersion: string })[] {
  const random = createRandom('bench-simulator');
  const place = { region: 'r', zone: 'r-a', provider: 'metal' as const, kubelet: 'v1.20.2', role: 'worker' };
  const now = new Date();
  return Array.from({ length: count }, (_, index) => {
    const node = nodeObject(random, { name: `node-${index}`, ...place, createdAt: now, now, bytes: 8192 });
    const { managedFields: _managed, uid: _uid, resourceVersion: _revision, ...metadata } = node.metadata;
    return { ...node, kind: 'Node', apiVersion: 'v1', metadata };
  });
}

/** The same Deployments with another image each turn: the first turn creates them, the others change them. */
const deploymentsOf = (count: number, turn: number) =>
  Array.from({ length: count }, (_, index) => {
    const labels = { app: `app-${index}` };
    const container = { name: 'c', image: `shop:${turn}`, ports: [{ containerPort: 80, protocol: 'TCP' }] };
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: `app-${index}`, labels },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    };
  });

function judge([own, real]: Times[]) {
  const of = (times: Times | undefined, what: keyof Times) => median(times?.[what] ?? []);
  const figures = {
    list_ratio: round(of(own, 'list') / of(real, 'list'), 2),
    apply_ratio: round(of(own, 'apply') / of(real, 'apply'), 2),
    list_ms: round(of(own, 'list'), 0),
    real_list_ms: round(of(real, 'list'), 0),
    apply_ms: round(of(own, 'apply'), 0),
    real_apply_ms: round(of(real, 'apply'), 0),
  };
  const goals = [
    { goal: 'list <= real server', met: figures.list_ratio <= 1 },
    { goal: 'apply <= real server', met: figures.apply_ratio <= 1 },
  ];
  return { figures, goals };
}
