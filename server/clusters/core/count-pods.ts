/** One pod as the paged Table list tells it. */
export type PodFacts = {
  namespace: string;
  node: string | null;
  ready: boolean;
  owner: { kind: string; name: string } | null;
  podTemplateHash: string | null;
};

export type PodCount = {
  namespace: string;
  workload_kind: string;
  workload: string;
  region: string;
  zone: string;
  total: number;
  ready: number;
};

type Place = { region: string | null; zone: string | null };

/** Pods per workload and zone. A pod of a ReplicaSet belongs to the Deployment whose hash its name carries. */
export function countPods(pods: Iterable<PodFacts>, placeOf: (node: string) => Place | undefined): PodCount[] {
  const counts = new Map<string, PodCount>();
  for (const pod of pods) {
    const { kind, name } = workloadOf(pod);
    const place = pod.node === null ? undefined : placeOf(pod.node);
    const [region, zone] = [place?.region ?? '', place?.zone ?? ''];
    const key = [pod.namespace, kind, name, region, zone].join('\u0000');
    const known = counts.get(key) ?? {
      namespace: pod.namespace,
      workload_kind: kind,
      workload: name,
      region,
      zone,
      total: 0,
      ready: 0,
    };
    known.total += 1;
    if (pod.ready) known.ready += 1;
    counts.set(key, known);
  }
  return [...counts.values()];
}

function workloadOf({ owner, podTemplateHash }: PodFacts): { kind: string; name: string } {
  if (!owner) return { kind: 'Pod', name: '' };
  const suffix = `-${podTemplateHash}`;
  if (owner.kind === 'ReplicaSet' && podTemplateHash && owner.name.endsWith(suffix)) {
    return { kind: 'Deployment', name: owner.name.slice(0, -suffix.length) };
  }
  return owner;
}
