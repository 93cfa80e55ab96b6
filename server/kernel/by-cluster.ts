import type { ClusterFailure } from './failure';

/**
 * What one member answered in a fan-out: a value, or why not. One dead member never blanks a page, so a fan-out
 * returns a list of these and never throws for a member.
 */
export type FromCluster<Value> =
  | { cluster: string; ok: true; value: Value; asOf: Date }
  | { cluster: string; ok: false; failure: ClusterFailure; lastKnownAt?: Date };
