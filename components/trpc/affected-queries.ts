export type Topic = 'clusters' | 'nodes' | 'namespaces' | 'workloads' | 'services' | 'pods' | 'drains' | 'applications';
export type Change = { topic: Topic; cluster: string };

const READERS: Record<Topic, readonly string[]> = {
  clusters: [
    'clusters.list',
    'clusters.get',
    'clusters.healthHistory',
    'clusters.memberRights',
    'topology.map',
    'topology.loss',
  ],
  nodes: ['clusters.listNodes', 'clusters.list', 'clusters.get', 'topology.map', 'topology.loss'],
  workloads: [
    'clusters.listWorkloads',
    'clusters.podCounts',
    'clusters.list',
    'clusters.get',
    'topology.map',
    'topology.loss',
  ],
  namespaces: ['clusters.listNamespaces'],
  services: ['clusters.listServices', 'topology.loss'],
  pods: ['clusters.podCounts', 'topology.map', 'topology.loss'],
  drains: ['objects.drains'],
  applications: [
    'federation.list',
    'federation.distribution',
    'federation.get',
    'federation.objects',
    'federation.drift',
    'federation.driftCounts',
    'federation.driftTimes',
    'federation.rollout',
    'federation.failovers',
  ],
};

/** Whether what a query showed may have changed: by its procedure, and by the one cluster it asked about, if any. */
export function isAffected(queryKey: readonly unknown[], changes: readonly Change[]): boolean {
  const [path, options] = queryKey;
  if (!Array.isArray(path)) return false;
  const procedure = path.join('.');
  const asked = clustersAsked(procedure, options);
  return changes.some(
    ({ topic, cluster }) => READERS[topic].includes(procedure) && (asked === undefined || asked.includes(cluster)),
  );
}

type AskedInput = {
  name?: string;
  cluster?: string;
  scope?: { clusters?: string[] };
  filter?: { scope?: { clusters?: string[] } };
};

/** The guarantee behind the cast: tRPC's key is `[path, { input }]`; every field is checked before use. */
function clustersAsked(procedure: string, options: unknown): string[] | undefined {
  const input = (options as { input?: AskedInput } | undefined)?.input;
  // what is called `name` is a cluster's where clusters are asked about
  const one = input?.cluster ?? (procedure.startsWith('clusters.') ? input?.name : undefined);
  if (typeof one === 'string') return [one];
  const clusters = input?.scope?.clusters ?? input?.filter?.scope?.clusters;
  return clusters !== undefined && clusters.length > 0 ? clusters : undefined;
}
