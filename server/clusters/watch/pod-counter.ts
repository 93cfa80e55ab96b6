import { json as fields, list, text } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { countPods, type PodCount, type PodFacts } from '../core/count-pods';

type Place = { region: string | null; zone: string | null };
const PODS = { group: '', version: 'v1', plural: 'pods' };

/** Reads every pod once, page by page as it is needed, and keeps only the counts. */
export async function readPodCounts(
  client: Pick<MemberClient, 'pages'>,
  placeOf: (node: string) => Place | undefined,
  signal: AbortSignal,
): Promise<{ counts: PodCount[]; byNode: Record<string, number> }> {
  const byNode: Record<string, number> = Object.create(null) as Record<string, number>;
  const facts: PodFacts[] = [];
  for await (const page of client.pages(PODS, { limit: 500 }, { signal })) {
    for (const pod of page.items) {
      const read = podFacts(pod);
      if (!read) continue;
      facts.push(read);
      if (read.node) byNode[read.node] = (byNode[read.node] ?? 0) + 1;
    }
  }
  return { counts: countPods(facts, placeOf), byNode };
}

/** A pod that has ended runs nowhere and is not counted. */
function podFacts(pod: KubeObject): PodFacts | undefined {
  const status = fields(pod['status']);
  const phase = text(status['phase']);
  if (phase === 'Succeeded' || phase === 'Failed') return undefined;
  const ready = list(status['conditions'])
    .map(fields)
    .some((entry) => entry['type'] === 'Ready' && entry['status'] === 'True');
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
  return {
    namespace: pod.metadata.namespace ?? '',
    node: text(fields(pod['spec'])['nodeName']) || null,
    ready,
    owner: owner ? { kind: owner.kind, name: owner.name } : null,
    podTemplateHash: pod.metadata.labels?.['pod-template-hash'] ?? null,
  };
}
