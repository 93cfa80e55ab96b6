import type { Action } from './action';

/** What of the fleet someone may do one action on; `all` is the whole of it, also what is yet to come. */
export type Sight = 'all' | ReadonlyMap<string, ClusterSight>;

/** What is in sight of one cluster, which stands in the map by its name. */
export type ClusterSight = {
  id: string;
  /** Also what belongs to no namespace: nodes, volumes, the namespaces' own objects. */
  whole: boolean;
  namespaces: 'all' | ReadonlySet<string>;
};

/**
 * What an input names. Without a namespace it is the cluster as a whole; `some` asks only whether any of the cluster is in
 * sight, for what is the same for everyone who sees it: its kinds, its health. `action`: where it takes another than that of
 * the procedure.
 */
export type Target = { cluster: string; namespace?: string | undefined; some?: true; action?: Action };
