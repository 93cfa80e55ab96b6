import { condition } from '~/server/clusters/core/read-object';
import { at, json, text } from '~/server/kernel/json';
import type { KubeObject, Resource } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import type { Kind } from '~/server/objects/model/ref';
import { findGateways, type GatewayObjects, type PodQuery } from './core/find-gateways';
import type { MemberGateways } from './ports';

/** A question while a person waits: what a member does not answer in this time is a gap. */
const DEADLINE_MS = 8000;
const PAGE = 500;
const MOST_OBJECTS = 2000;
const MOST_QUERIES = 50;
const SERVICES: Resource = { group: '', version: 'v1', plural: 'services' };
const PODS: Resource = { group: '', version: 'v1', plural: 'pods' };

const KINDS: Record<Exclude<keyof GatewayObjects, 'services'>, Pick<Resource, 'group' | 'plural'>> = {
  gateways: { group: 'gateway.networking.k8s.io', plural: 'gateways' },
  istioGateways: { group: 'networking.istio.io', plural: 'gateways' },
  ingresses: { group: 'networking.k8s.io', plural: 'ingresses' },
};

/**
 * The gateways of one member and the nodes of the pods that serve them, as they are now: some five bounded lists, in the
 * versions that the member serves. Throws `cluster-…` failures, and for more objects than the question reaches.
 */
export async function readMemberGateways(
  client: MemberClient,
  kinds: readonly Kind[],
): Promise<MemberGateways['gateways']> {
  const read = async (wanted: Pick<Resource, 'group' | 'plural'>) => {
    const served = kinds.find(({ group, plural }) => group === wanted.group && plural === wanted.plural);
    return served ? all(client, served, {}) : [];
  };
  const [gateways, istioGateways, ingresses] = await Promise.all([
    read(KINDS.gateways),
    read(KINDS.istioGateways),
    read(KINDS.ingresses),
  ]);
  if (gateways.length + istioGateways.length + ingresses.length === 0) return [];
  const services = await all(client, SERVICES, {});
  const found = findGateways({ services, gateways, istioGateways, ingresses });
  const keyOf = ({ namespace, labelSelector }: PodQuery) => `${namespace ?? ''} ${labelSelector}`;
  const queries = new Map(found.flatMap(({ pods }) => pods).map((query) => [keyOf(query), query]));
  if (queries.size > MOST_QUERIES) throw new TooMany(`${queries.size} sets of pods`);
  const answers = new Map<string, ReturnType<typeof podOf>[]>();
  for (const [key, { namespace, labelSelector }] of queries) {
    const pods = await all(client, PODS, { labelSelector, ...(namespace === null ? {} : { namespace }) });
    answers.set(key, pods.map(podOf));
  }
  return found.map(({ pods, ...gateway }) => ({
    ...gateway,
    pods: pods.length === 0 ? null : pods.flatMap((query) => answers.get(keyOf(query)) ?? []),
  }));
}

/** A member holds more than one question reads. */
export class TooMany extends Error {}

async function all(
  client: MemberClient,
  { group, version, plural }: Resource,
  query: { namespace?: string; labelSelector?: string },
): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  const pages = client.pages(
    { group, version, plural },
    { ...query, limit: PAGE, without: ['metadata.managedFields'] },
    { deadlineMs: DEADLINE_MS },
  );
  for await (const { items } of pages) {
    found.push(...items);
    if (found.length > MOST_OBJECTS) throw new TooMany(`more than ${MOST_OBJECTS} ${plural}`);
  }
  return found;
}

const podOf = (pod: KubeObject) => ({
  node: text(json(pod['spec'])['nodeName']),
  ready: condition(at(pod, 'status', 'conditions'), 'Ready')?.status === 'True',
});
