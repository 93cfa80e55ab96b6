import { z } from 'zod';
import type { DiscoveredKind, Discovery } from '~/server/kube/member-client';
import { ApiName, Names, TooMany } from './api-names';

const Resource = z.object({
  resource: ApiName,
  responseKind: z.object({ kind: z.string() }).nullish(),
  scope: z.string(),
  singularResource: z.string().catch(''),
  verbs: Names,
  shortNames: Names,
  categories: Names,
  subresources: z.array(z.object({ subresource: z.string() })).catch([]),
});

/** apidiscovery.k8s.io/v2 and v2beta1, which differ in nothing that is read here. */
export const AggregatedDiscovery = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string().catch('') }),
        versions: z.array(
          z.object({ version: ApiName, freshness: z.string().catch(''), resources: z.array(Resource).catch([]) }),
        ),
      }),
    )
    .max(TooMany),
});

export function kindsOfAggregated(cluster: string, lists: z.infer<typeof AggregatedDiscovery>[]): Discovery {
  const versions = lists
    .flatMap(({ items }) => items)
    .flatMap(({ metadata, versions }) => versions.map((version) => ({ group: metadata.name, ...version })));
  const stale = versions.filter(({ freshness, resources }) => freshness === 'Stale' && resources.length === 0);
  return {
    kinds: versions.flatMap(({ group, version, resources }) =>
      resources.flatMap((resource) => toKind(resource, group, version)),
    ),
    gaps: stale.map(({ group, version }) => ({
      group,
      version,
      failure: {
        kind: 'cluster-refused',
        cluster,
        status: 503,
        reason: 'ServiceUnavailable',
        detail: 'its API service does not answer',
        causes: [],
      },
    })),
  };
}

function toKind(resource: z.infer<typeof Resource>, group: string, version: string): DiscoveredKind[] {
  // a resource without a kind of its own carries only subresources of another group
  if (!resource.responseKind) return [];
  return [
    {
      group,
      version,
      plural: resource.resource,
      kind: resource.responseKind.kind,
      singular: resource.singularResource,
      shortNames: resource.shortNames,
      namespaced: resource.scope === 'Namespaced',
      verbs: resource.verbs,
      categories: resource.categories,
      subresources: resource.subresources.map(({ subresource }) => subresource),
    },
  ];
}
