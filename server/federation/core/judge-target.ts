import { gravest, type Status } from '~/server/kernel/status';
import type { TargetProblem, TargetState } from '../model/target';

type Known = {
  state: TargetState;
  appliedRevision: number | null;
  problems: readonly TargetProblem[];
  /** The gravest of its objects and why; null where none stands. */
  object: { status: Status; reason: string } | null;
  /** How the hub knows the cluster. */
  cluster: Status;
};

/**
 * How an application is in one cluster, and why. What was last known of a member that is away is not how it is now; what was
 * refused is no better than degraded, and has failed where nothing of it stands.
 */
export function judgeTarget({ state, appliedRevision, problems, object, cluster }: Known): {
  status: Status;
  reason: string;
} {
  if (cluster === 'unknown' || cluster === 'suspended') return { status: cluster, reason: cluster };
  const own = ownOf(state, appliedRevision, problems);
  if (!object) return own ?? { status: 'unknown', reason: 'nothing-delivered' };
  if (!own || gravest([own.status, object.status]) !== own.status) return object;
  return own;
}

function ownOf(
  state: TargetState,
  appliedRevision: number | null,
  problems: readonly TargetProblem[],
): { status: Status; reason: string } | undefined {
  const reason = problems[0]?.code;
  if (state === 'refused')
    return { status: appliedRevision === null ? 'failed' : 'degraded', reason: reason ?? 'refused' };
  if (state === 'applied') return undefined;
  return { status: 'progressing', reason: reason ?? state };
}
