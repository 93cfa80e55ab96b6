import type { GrantScope } from '../model/grant';

/** Whether one scope holds everything that another does, now and whatever is yet to come. */
export const covers = (outer: GrantScope, inner: GrantScope): boolean =>
  coversClusters(outer.clusters, inner.clusters) &&
  coversNames(outer.namespaces, inner.namespaces) &&
  coversNames(outer.environments, inner.environments);

/** `null` is all. */
const coversNames = (outer: string[] | null, inner: string[] | null): boolean =>
  outer === null || inner?.every((name) => outer.includes(name)) === true;

/** Names within labels cannot be judged: a cluster that bears the labels today may lose them tomorrow. */
function coversClusters(outer: GrantScope['clusters'], inner: GrantScope['clusters']): boolean {
  if (outer.by === 'all') return true;
  if (outer.by === 'name') return inner.by === 'name' && inner.names.every((name) => outer.names.includes(name));
  // more labels select fewer clusters
  return inner.by === 'label' && Object.entries(outer.labels).every(([key, value]) => inner.labels[key] === value);
}
