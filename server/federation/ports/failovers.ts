import type { OpenFailover, Standing } from '../core/judge-failover';
import type { Failover, FailoverEnd, FailoverReason } from '../model/failover';
import type { Viewer } from './applications';

export type NewFailover = {
  applicationId: string;
  cluster: string;
  reason: FailoverReason;
  /** Whose drill it is, why, and until when. */
  by: string | null;
  note: string;
  until: Date | null;
};

/** Replicas of each cluster before, by name; null where there is no number of them. */
export type Ran = Readonly<Record<string, number | null>>;

export type FailoverStore = {
  /** How every cluster is. */
  fleet(): Promise<Standing[]>;
  open(): Promise<(OpenFailover & { applicationId: string })[]>;
  /** How many of each application have begun by themselves since a moment. */
  begunSince(moment: Date): Promise<ReadonlyMap<string, number>>;
  /** Keeps what runs where at this moment; the id, or undefined where the cluster is left already, or is not known. */
  begin(failover: NewFailover): Promise<string | undefined>;
  /** Where it went instead. */
  moved(id: string, clusters: readonly string[]): Promise<void>;
  /** What ran where before; undefined when it has ended already. */
  end(applicationId: string, id: string, why: FailoverEnd): Promise<Ran | undefined>;
  /** The newest first, of clusters in sight. */
  list(viewer: Viewer, applicationId: string): Promise<Failover[]>;
};
