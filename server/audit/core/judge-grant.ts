import type { HeldGrant } from '~/server/teams/model/rights';
import type { EntryTarget } from './targets-of';

/** `perhaps`: what its labels and environments mean at this moment decides. */
export type GrantVerdict = 'covers' | 'perhaps' | 'no';

/** Whether a grant's own words cover what was acted on. */
export function judgeGrant({ scope }: Pick<HeldGrant, 'scope'>, { cluster, namespace }: EntryTarget): GrantVerdict {
  const { clusters, namespaces, environments } = scope;
  if (clusters.by === 'name' && !clusters.names.includes(cluster)) return 'no';
  if (namespaces !== null && !namespaces.includes(namespace)) return 'no';
  return clusters.by === 'label' || environments !== null ? 'perhaps' : 'covers';
}
