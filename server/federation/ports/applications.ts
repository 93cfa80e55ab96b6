import type { Scope } from '~/server/clusters/model/scope';
import type { Json } from '~/server/kernel/json';
import type { Sight } from '~/server/teams/model/sight';
import type { PlacedTarget } from '../core/distribution-of';
import type { ApplicationSpec, Revision } from '../model/application';
import type { Candidate } from '../model/candidate';
import type { Chosen } from '../model/decision';
import type { Origin } from '../model/manifest';
import type { RolloutStrategy, Wave } from '../model/rollout';
import type { ApplicationListInput, ApplicationRow } from '../model/row';
import type { DeliveredObject, Target } from '../model/target';

/** Whose rights a revision is carried out with: those of now, of the person and of the token that spoke for them. */
export type Author = { person: string; token: string | null; name: string };

/** An application at one of its revisions. `namespaces` are those of its templates; '' stands for what belongs to none. */
export type KeptApplication = {
  id: string;
  name: string;
  team: { id: string; name: string } | null;
  isRemoving: boolean;
  namespaces: string[];
  newest: number;
  revision: Revision;
  /** When its first revision was saved. */
  createdAt: string;
  described: Described;
  spec: ApplicationSpec;
  /** As its author wrote it, with comments. */
  text: string;
};

/**
 * Labels and annotations of what the hub's own Kubernetes API shows: of the application, of its placement and of each
 * override (`overrides/<rule>`). They are no part of a revision.
 */
export type Described = Record<string, { labels: Record<string, string>; annotations: Record<string, string> }>;

/** What one cluster is brought to: what was previewed is what is applied. */
export type WantedTarget = {
  clusterId: string;
  replicas: number | null;
  grounds: Chosen['grounds'];
  objects: WantedObject[];
  /** The number of its wave; the first where it is absent. */
  wave?: number;
};
/** In which waves a revision goes over its clusters. */
export type RolloutPlan = { strategy: RolloutStrategy; waves: Wave[] };
export type WantedObject = { object: Json; origins: Origin[] };

export type NewRevision = {
  name: string;
  /** The id of the team that owns it. */
  team: string | null;
  spec: ApplicationSpec;
  /** As its author wrote it. */
  text: string;
  namespaces: string[];
  author: Author;
  reason: string;
  restores: number | null;
  /** Whoever saves it has said that all may be removed that it removes, however much that is. */
  confirmsRemoval: boolean;
  /** The revision that the edit began with; null for an application that is new. */
  base: number | null;
  targets: WantedTarget[];
  /** Null: all at once. Clusters that it leaves are in the last wave. */
  rollout: RolloutPlan | null;
  /** Absent: as it is. */
  described?: Described | undefined;
};

/** An application at its newest revision, with what became of it in the clusters that are in sight. */
export type WholeApplication = { kept: KeptApplication; targets: Target[] };

/** Who asks: what of the fleet is in their sight, and the ids of their teams. */
export type Viewer = { sight: Sight; teams: readonly string[] };

/**
 * Applications and what each cluster is brought to. One is seen by its team, and by whoever sees a namespace of it in one of
 * its clusters; its targets are those of clusters in sight.
 */
export type ApplicationStore = {
  list(viewer: Viewer, input: ApplicationListInput): Promise<{ rows: ApplicationRow[]; total: number }>;
  /** Every target in sight of every application in sight, in the part of the fleet that is given. */
  placed(viewer: Viewer, scope: Scope | undefined): Promise<PlacedTarget[]>;
  /** Every application in sight with its targets, or the one of a name. */
  whole(viewer: Viewer, name?: string): Promise<WholeApplication[]>;
  /** At its newest revision, or at the one that is given. */
  find(viewer: Viewer, name: string, revision?: number): Promise<KeptApplication | undefined>;
  /** The newest first. */
  revisions(application: string): Promise<Revision[]>;
  targets(viewer: Viewer, application: string): Promise<Target[]>;
  objects(viewer: Viewer, application: string, cluster: string): Promise<DeliveredObject[]>;
  /** What each of its clusters is brought to now, whoever may see it; those that it is withdrawn from have nothing. */
  wanted(application: string): Promise<(Pick<WantedTarget, 'replicas' | 'objects'> & { cluster: string })[]>;
  /**
   * Keeps a revision and what every cluster is brought to, all or nothing; clusters that had it and are not named are withdrawn
   * from. Where nothing would have to be sent, a cluster has the new revision at once. Answers its number. Throws `stale` when somebody saved since `base`, `conflict` for a new one whose name is taken.
   */
  save(revision: NewRevision): Promise<number>;
  /** Changes what is said of it and nothing of what is delivered. Throws `stale` as `save`. */
  describe(name: string, base: number, described: Described): Promise<void>;
  /**
   * Withdraws it from all clusters, as a revision of its own, which is carried out with its author's rights; once it stands
   * nowhere any more it is gone. Throws `stale` as `save`.
   */
  remove(name: string, base: number, author: Author): Promise<void>;
};

/** All clusters as placements are decided by; `application`: whose replicas `runs` tells. `id` leads to the cluster's row. */
export type CandidateSource = {
  of(application: string): Promise<(Candidate & { id: string })[]>;
};
