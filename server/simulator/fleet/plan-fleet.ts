import { createRandom, type Random } from '~/server/simulator/random';
import { EDGE_SITES, type Provider, REGIONS } from './regions';

type ClusterRole = 'gateway' | 'workload' | 'edge';
type Trouble = 'nodes-down' | 'flaky';

/** What one cluster of the demo is to be. */
export type ClusterPlan = {
  name: string;
  role: ClusterRole;
  region: string;
  zone: string;
  provider: Provider;
  version: string;
  environment: 'production' | 'staging';
  nodes: number;
  trouble?: Trouble;
};

/** All clusters of the company: a gateway and a workload cluster in each zone, and the edge sites; the same for the same seed. */
export function planFleet(seed: string): ClusterPlan[] {
  const random = createRandom(`${seed}/fleet`);
  const zonal = REGIONS.flatMap((region) =>
    region.zones.flatMap((zone) => {
      const shared = {
        region: region.name,
        zone,
        provider: region.provider,
        version: region.version,
        environment: 'production' as const,
      };
      return [
        { ...shared, name: `${zone}-gateway`, role: 'gateway' as const, nodes: random.whole(7, 9) },
        { ...shared, name: `${zone}-workload`, role: 'workload' as const, nodes: random.whole(41, 47) },
      ];
    }),
  );
  const edge = EDGE_SITES.map(({ airport, region }, index) => ({
    name: `edge-${airport}`,
    role: 'edge' as const,
    region,
    zone: `edge-${airport}`,
    provider: 'k3s' as const,
    version: edgeVersion(random),
    environment: index % 10 === 9 ? ('staging' as const) : ('production' as const),
    nodes: random.whole(5, 8),
  }));
  return [...zonal, ...edge].map(
    (plan) => ({ ...plan, ...(TROUBLES[plan.name] ? { trouble: TROUBLES[plan.name] } : {}) }) as ClusterPlan,
  );
}

/** Two clusters are in trouble: one has lost nodes and ships a broken image, the other answers only now and then. */
const TROUBLES: Record<string, Trouble> = { 'ap-southeast-1b-workload': 'nodes-down', 'edge-gru': 'flaky' };

const edgeVersion = (random: Random) =>
  random.pick(['v1.28.15+k3s1', 'v1.29.12+k3s1', 'v1.30.8+k3s1', 'v1.30.8+k3s1', 'v1.31.4+k3s1']);
