import type { FederationDeps } from '~/server/federation/plan-application';
import type { MembersDoorDeps } from '~/server/gateway/members/ports';
import type { LiveHub } from '~/server/live/live-hub';
import type { Sight } from '~/server/teams/model/sight';
import type { ShownCluster } from './core/cluster-object';

/** What is numbered together: views of an application bear its numbers. */
export type Sequence = 'applications' | 'clusters';

/** An object as it is now, as digests: of all that is shown, of what people wrote, and of what decides who sees it. */
export type Standing = { uid: string; digest: string; written: string; places: string };

/** `saved`: the version at which what people wrote was new. */
export type Numbered = { version: bigint; saved: bigint };

export type Stamp = {
  /** The newest version of the sequence, and the one before which a watch cannot go on. */
  version: bigint;
  floor: bigint;
  numbers: ReadonlyMap<string, Numbered>;
};

/**
 * Gives versions to what has changed. A version is given when a change is first looked at, in one order for all replicas:
 * `read` runs while nobody else gives any. `isAll`: what is not read is gone;
 * who asks for all before that is read shares it, so `read` is the same for everyone.
 */
export type Versions = {
  stamp<Read>(
    sequence: Sequence,
    read: () => Promise<Read>,
    standing: (read: Read) => readonly Standing[],
    isAll: boolean,
  ): Promise<{ stamp: Stamp; read: Read }>;
};

export type ClusterSource = { clusters(sight: Sight): Promise<ShownCluster[]> };

/** What the hub's own Kubernetes API needs; who asks is known as at the door to members. */
export type HubDoorDeps = Pick<MembersDoorDeps, 'personOf' | 'sights' | 'audit' | 'rights' | 'onTrouble'> & {
  federation: FederationDeps;
  versions: Versions;
  clusters: ClusterSource;
  live: Pick<LiveHub, 'subscribe' | 'lastEventId'>;
};
