import type { DriftCount, DriftListInput, DriftRow, DriftRule, DriftRuleInput, DriftTimes } from '../model/drift';
import type { Viewer } from './applications';

/** What has drifted, as people read and end it; as far as applications, clusters and namespaces are in their sight. */
export type DriftStore = {
  list(viewer: Viewer, input: DriftListInput): Promise<{ rows: DriftRow[]; total: number }>;
  /** Open ones, by application and cluster, for those that have any. */
  counts(viewer: Viewer): Promise<DriftCount[]>;
  /** How long those lasted that ended within the last thirty days. */
  times(viewer: Viewer): Promise<DriftTimes>;
  /** The open ones of these. */
  find(viewer: Viewer, ids: readonly string[]): Promise<DriftRow[]>;
  /**
   * Has the objects of these applied again, each as a whole: server-side apply knows no less. Their drift ends as `reverted`
   * when that is done.
   */
  revert(ids: readonly string[]): Promise<void>;
  rules(application: string): Promise<DriftRule[]>;
  /** Adds a rule and ends what it means; answers its id. */
  ignore(rule: DriftRuleInput, createdBy: string): Promise<string>;
  /** Undefined when there is no such rule. */
  findRule(id: string): Promise<DriftRule | undefined>;
  unignore(id: string): Promise<void>;
};
