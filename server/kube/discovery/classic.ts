import { z } from 'zod';
import type { DiscoveredKind } from '~/server/kube/member-client';
import { ApiName, Names, TooMany } from './api-names';

/** The answers of the walk that every server knows: `/api`, `/apis` and one list of resources per group and version. */
export const VersionList = z.object({ versions: z.array(ApiName) });

export const GroupList = z.object({
  groups: z
    .array(
      z.object({
        name: ApiName,
        versions: z.array(z.object({ version: ApiName })),
        preferredVersion: z.object({ version: z.string() }).optional(),
      }),
    )
    .max(TooMany),
});

export const ResourceList = z.object({
  resources: z
    .array(
      z.object({
        name: z.string(),
        singularName: z.string().catch(''),
        namespaced: z.boolean(),
        kind: z.string(),
        verbs: Names,
        shortNames: Names,
        categories: Names,
      }),
    )
    .max(TooMany)
    .catch([]),
});

/** Groups and versions to ask for, a group's preferred version first. */
export function groupVersionsOf({ groups }: z.infer<typeof GroupList>): { group: string; version: string }[] {
  return groups.flatMap(({ name, versions, preferredVersion }) =>
    versions
      .toSorted(
        (a, b) => Number(b.version === preferredVersion?.version) - Number(a.version === preferredVersion?.version),
      )
      .map(({ version }) => ({ group: name, version })),
  );
}

/** Kinds of one group and version; names with a slash are subresources of another name. */
export function kindsOfResourceList(
  { resources }: z.infer<typeof ResourceList>,
  { group, version }: { group: string; version: string },
): DiscoveredKind[] {
  const subresources = new Map<string, string[]>();
  for (const { name } of resources) {
    const [plural = '', ...rest] = name.split('/');
    if (rest.length > 0) subresources.set(plural, [...(subresources.get(plural) ?? []), rest.join('/')]);
  }
  return resources
    .filter(({ name }) => ApiName.safeParse(name).success)
    .map(({ name, kind, singularName, shortNames, namespaced, verbs, categories }) => ({
      group,
      version,
      plural: name,
      kind,
      singular: singularName,
      shortNames,
      namespaced,
      verbs,
      categories,
      subresources: subresources.get(name) ?? [],
    }));
}
