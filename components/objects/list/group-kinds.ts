import type { Kind } from '~/server/objects/model/ref';

export const CATEGORIES = ['workloads', 'network', 'configuration', 'storage', 'access', 'cluster'] as const;
export type Category = (typeof CATEGORIES)[number];

/** A heading of the kind picker: one of ours, or the API group that brought its kinds along. */
export type KindGroup = { category: Category; kinds: Kind[] } | { category: 'custom'; group: string; kinds: Kind[] };

const OF_GROUP: Record<string, Category> = {
  apps: 'workloads',
  batch: 'workloads',
  autoscaling: 'workloads',
  'networking.k8s.io': 'network',
  'discovery.k8s.io': 'network',
  policy: 'configuration',
  'storage.k8s.io': 'storage',
  'rbac.authorization.k8s.io': 'access',
  'certificates.k8s.io': 'access',
  'authentication.k8s.io': 'access',
  'authorization.k8s.io': 'access',
  'admissionregistration.k8s.io': 'cluster',
  'apiextensions.k8s.io': 'cluster',
  'apiregistration.k8s.io': 'cluster',
  'coordination.k8s.io': 'cluster',
  'events.k8s.io': 'cluster',
  'flowcontrol.apiserver.k8s.io': 'cluster',
  'internal.apiserver.k8s.io': 'cluster',
  'metrics.k8s.io': 'cluster',
  'node.k8s.io': 'cluster',
  'resource.k8s.io': 'cluster',
  'scheduling.k8s.io': 'cluster',
};

const OF_CORE: Record<string, Category> = {
  pods: 'workloads',
  podtemplates: 'workloads',
  replicationcontrollers: 'workloads',
  services: 'network',
  endpoints: 'network',
  configmaps: 'configuration',
  secrets: 'configuration',
  limitranges: 'configuration',
  resourcequotas: 'configuration',
  persistentvolumes: 'storage',
  persistentvolumeclaims: 'storage',
  serviceaccounts: 'access',
};

/** Kinds under the headings of the picker, in a fixed order; what extensions serve comes last, by API group. */
export function groupKinds(kinds: readonly Kind[]): KindGroup[] {
  const known = new Map<Category, Kind[]>(CATEGORIES.map((category) => [category, []]));
  const custom = new Map<string, Kind[]>();
  for (const kind of kinds.toSorted((one, other) => one.kind.localeCompare(other.kind))) {
    const category = kind.group === '' ? (OF_CORE[kind.plural] ?? 'cluster') : OF_GROUP[kind.group];
    if (category) known.get(category)?.push(kind);
    else custom.set(kind.group, [...(custom.get(kind.group) ?? []), kind]);
  }
  const ours = CATEGORIES.map((category) => ({ category, kinds: known.get(category) ?? [] }));
  const theirs = [...custom].toSorted(([one], [other]) => one.localeCompare(other));
  return [
    ...ours.filter((group) => group.kinds.length > 0),
    ...theirs.map(([group, list]) => ({ category: 'custom' as const, group, kinds: list })),
  ];
}

/** Kinds that a typed word may mean: by kind, plural, short name or group. */
export function findKinds(kinds: readonly Kind[], typed: string): readonly Kind[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return kinds;
  return kinds.filter(
    ({ kind, plural, shortNames, group }) =>
      kind.toLowerCase().includes(wanted) ||
      plural.includes(wanted) ||
      group.includes(wanted) ||
      shortNames.includes(wanted),
  );
}
