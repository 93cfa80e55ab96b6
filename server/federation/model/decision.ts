import type { Status } from '~/server/kernel/status';
import type { ClusterTaint, FieldRequirement, LabelRequirement, SpreadBy } from './placement';

/** Why a cluster was passed over. */
export type Obstacle =
  /** Whoever saves may not change the application's namespaces there. */
  | { kind: 'not-granted' }
  | { kind: 'not-named' }
  | { kind: 'excluded' }
  | { kind: 'label'; requirement: LabelRequirement; has: string | null }
  | { kind: 'field'; requirement: FieldRequirement; has: string | null }
  | { kind: 'taint'; taint: ClusterTaint }
  | { kind: 'suspended' }
  | { kind: 'cordoned' }
  /** Nothing new is placed on a cluster that has failed or of which nothing is known. */
  | { kind: 'unwell'; status: Status }
  | { kind: 'lacks'; application: string }
  | { kind: 'hosts'; application: string }
  /** It is to be spread by what is not known of this cluster. */
  | { kind: 'nowhere'; by: SpreadBy }
  | { kind: 'weightless' }
  | { kind: 'room-unknown' }
  | { kind: 'full' }
  /** As many groups as may be are taken already. */
  | { kind: 'spread'; by: SpreadBy; most: number }
  /** Its weight or free room gives it less than one of the replicas. */
  | { kind: 'no-share'; weight: number; ofWeight: number; replicas: number }
  /** A group of clusters that comes first holds it all. */
  | { kind: 'later-group'; group: string; taken: string }
  /** The constraints cannot be kept; what runs stays where it is, and nothing is added. */
  | { kind: 'unmet' };

/** Why a cluster was taken: what it had before, how many more fit, its weight among the weights of all that were taken. */
export type Grounds = { ran: number | null; fits: number | null; weight: number | null; ofWeight: number | null };

/** What of the placement cannot be kept. */
export type Unmet =
  | { kind: 'no-cluster' }
  | { kind: 'spread'; by: SpreadBy; needs: number; has: number }
  | { kind: 'replicas'; needs: number; has: number }
  | { kind: 'room'; missing: number };

export type Chosen = { cluster: string; replicas: number | null; grounds: Grounds };
export type PassedOver = { cluster: string; obstacle: Obstacle };

/** Every cluster stands in one of the two lists, in the order of names. `group` is the group of clusters that was taken. */
export type Decision = { group: string; chosen: Chosen[]; passedOver: PassedOver[]; unmet: Unmet[] };
