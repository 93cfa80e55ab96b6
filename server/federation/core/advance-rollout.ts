import type { Status } from '~/server/kernel/status';
import type { RolloutStrategy, Waiting, Wave } from '../model/rollout';
import { frozenUntil } from './frozen-until';

/** How one cluster is with the revision that is rolled out, and why. `has`: it was brought there. */
export type Progress = { cluster: string; has: boolean; isRefused: boolean; status: Status; reason: string };

/** A running rollout. `open`: the last wave that was opened, -1 before the first; `approved`: the last that may be opened. */
export type RunningRollout = {
  strategy: RolloutStrategy;
  waves: readonly Wave[];
  open: number;
  openedAt: Date;
  /** Since when all that is opened is well, or counted as failed; null while it is not. */
  wellSince: Date | null;
  approved: number;
};

export type Step =
  | { do: 'open'; wave: number }
  | { do: 'finish' }
  | { do: 'stop'; failed: string[] }
  | { do: 'wait'; waiting: Waiting; wellSince: Date | null };

const MINUTE = 60_000;
/** What was applied a moment ago has not shown yet what becomes of it. */
const SETTLE_MS = 5000;

/** What becomes of a rollout now. Clusters of which no progress is given are no part of it any more. */
export function advanceRollout(rollout: RunningRollout, progress: readonly Progress[], now: Date): Step {
  const { strategy, waves, open } = rollout;
  const deadline = new Date(rollout.openedAt.getTime() + strategy.progressDeadlineMinutes * MINUTE);
  const known = new Map(progress.map((one) => [one.cluster, one]));
  const opened = waves.slice(0, open + 1).flatMap(({ clusters }) => clusters.flatMap((name) => known.get(name) ?? []));
  const unwell = opened.filter((one) => !isWell(one));
  const failed = unwell.filter((one) => hasFailed(one) || deadline <= now).map(({ cluster }) => cluster);
  if (failed.length > strategy.maxFailures) return { do: 'stop', failed };
  if (unwell.length > failed.length) {
    const clusters = unwell.map(({ cluster }) => cluster).filter((name) => !failed.includes(name));
    return { do: 'wait', waiting: { for: 'clusters', clusters, until: deadline.toISOString() }, wellSince: null };
  }
  if (open < 0) return next(rollout, now);
  const wellSince = rollout.wellSince ?? now;
  const proved = new Date(wellSince.getTime() + Math.max(strategy.minSuccessMinutes * MINUTE, SETTLE_MS));
  if (proved > now) return { do: 'wait', waiting: { for: 'success', until: proved.toISOString() }, wellSince };
  return next({ ...rollout, wellSince }, now);
}

function next({ strategy, waves, open, approved, wellSince }: RunningRollout, now: Date): Step {
  const wave = open + 1;
  if (wave >= waves.length) return { do: 'finish' };
  if (needsApproval(strategy, wave) && approved < wave)
    return { do: 'wait', waiting: { for: 'approval', wave }, wellSince };
  const thaw = frozenUntil(strategy.freezeWindows, now);
  if (thaw) return { do: 'wait', waiting: { for: 'thaw', until: thaw.toISOString() }, wellSince };
  return { do: 'open', wave };
}

/** Waves are counted from 0. */
const needsApproval = ({ approval }: RolloutStrategy, wave: number): boolean =>
  approval === 'each' ? wave > 0 : approval === 'second' && wave === 1;

/** A suspended cluster is set aside; of what is unknown nothing good is believed. */
const isWell = ({ has, status }: Progress): boolean => status === 'suspended' || (has && status === 'healthy');

/** Of what has just begun to start no pod is ready either: there the deadline decides. */
const hasFailed = ({ has, isRefused, status, reason }: Progress): boolean =>
  isRefused || (has && status === 'failed' && reason !== 'NoneReady');
