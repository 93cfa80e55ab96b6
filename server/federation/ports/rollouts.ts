import type { Progress, RunningRollout, Step } from '../core/advance-rollout';
import type { RolloutEvent, RolloutState, RolloutStrategy, Steer, Waiting, Wave } from '../model/rollout';
import type { Viewer } from './applications';

/** Which rollout is meant, and where it was when it was looked at. */
export type RolloutPoint = { applicationId: string; revision: number; state: RolloutState; open: number };

/** A rollout that runs, with how each of its clusters is. */
export type LiveRollout = RolloutPoint & {
  application: string;
  rollout: RunningRollout;
  waiting: Waiting | null;
  progress: Progress[];
};

/** The waves of one revision as they are kept. */
export type KeptRollout = RolloutPoint & {
  /** The id of who saved the revision. */
  savedBy: string;
  strategy: RolloutStrategy;
  waves: Wave[];
  openedAt: string;
  approved: number;
  waiting: Waiting | null;
  startedAt: string;
  endedAt: string | null;
  events: RolloutEvent[];
};

export type RolloutStore = {
  /** Those that run. */
  running(): Promise<LiveRollout[]>;
  /** Moves a rollout on, if it is where it was; false when it is not. */
  step(at: RolloutPoint, step: Step, now: Date): Promise<boolean>;
  /** The newest rollout of an application, with what of its clusters is in sight. */
  newest(viewer: Viewer, applicationId: string): Promise<KeptRollout | undefined>;
  /** What a person does with it, if it is where they saw it; false when it is not. */
  steer(at: RolloutPoint, steer: Steer, by: { name: string; reason: string }, now: Date): Promise<boolean>;
};
