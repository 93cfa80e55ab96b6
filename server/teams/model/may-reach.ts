import type { Action } from './action';
import { holdsEverywhere } from './can';
import type { Rights } from './rights';

/**
 * Whether someone may well do something at a place, as far as their grants alone can tell: a grant by labels or environment
 * may reach it. Without a place: on everything; `some`: on any part of the cluster. For buttons; the server knows what is in sight.
 */
export function mayReach(
  rights: Rights,
  action: Action,
  place?: { cluster: string; namespace?: string | undefined; some?: true },
): boolean {
  if (!place) return holdsEverywhere(rights, action);
  return rights.some(({ actions, scope: { clusters, namespaces } }) => {
    if (!actions.includes(action)) return false;
    const isCluster = clusters.by !== 'name' || clusters.names.includes(place.cluster);
    const isNamed = place.namespace !== undefined && (namespaces?.includes(place.namespace) ?? true);
    return isCluster && (namespaces === null || place.some === true || isNamed);
  });
}
