import type { Action } from '../model/action';
import type { GrantScope } from '../model/grant';
import type { HeldGrant, Rights } from '../model/rights';

/** What a token lets through of its person's rights. */
export type Cut = { actions: readonly Action[]; scope: GrantScope | null; expiresAt: Date };
/** Which clusters bear all of these labels at this moment. */
export type ClustersBearing = (labels: Record<string, string>) => readonly string[];

/**
 * The rights of a token: those that its person holds now, each cut down to the token's actions and scope. Where names meet
 * labels, the labels are what they mean at this moment, for which alone rights are read.
 */
export function cutRights(rights: Rights, { actions, scope, expiresAt }: Cut, bearing: ClustersBearing): Rights {
  return rights.flatMap((held): HeldGrant[] => {
    const both = held.actions.filter((action) => actions.includes(action));
    const narrowed = scope === null ? held.scope : narrow(held.scope, scope, bearing);
    if (both.length === 0 || narrowed === undefined) return [];
    return [{ ...held, actions: both, scope: narrowed, expiresAt: earlier(held.expiresAt, expiresAt) }];
  });
}

function narrow(one: GrantScope, other: GrantScope, bearing: ClustersBearing): GrantScope | undefined {
  const clusters = narrowClusters(one.clusters, other.clusters, bearing);
  const namespaces = narrowNames(one.namespaces, other.namespaces);
  const environments = narrowNames(one.environments, other.environments);
  if (clusters === undefined || namespaces?.length === 0 || environments?.length === 0) return undefined;
  return { clusters, namespaces, environments };
}

type Clusters = GrantScope['clusters'];

function narrowClusters(one: Clusters, other: Clusters, bearing: ClustersBearing): Clusters | undefined {
  if (one.by === 'all') return other;
  if (other.by === 'all') return one;
  if (one.by === 'label' && other.by === 'label') return bothLabels(one.labels, other.labels);
  const names = narrowNames(namesOf(one, bearing), namesOf(other, bearing)) ?? [];
  return names.length === 0 ? undefined : { by: 'name', names };
}

/** One label cannot have two values: no cluster bears both. */
function bothLabels(one: Record<string, string>, other: Record<string, string>): Clusters | undefined {
  const contradict = Object.entries(one).some(([key, value]) => Object.hasOwn(other, key) && other[key] !== value);
  return contradict ? undefined : { by: 'label', labels: { ...one, ...other } };
}

const namesOf = (clusters: Exclude<Clusters, { by: 'all' }>, bearing: ClustersBearing): string[] =>
  clusters.by === 'name' ? clusters.names : [...bearing(clusters.labels)];

/** `null` is all. */
function narrowNames(one: string[] | null, other: string[] | null): string[] | null {
  if (one === null) return other;
  return other === null ? one : one.filter((name) => other.includes(name));
}

const earlier = (one: string | null, other: Date) =>
  one !== null && Date.parse(one) < other.getTime() ? one : other.toISOString();
