import type { Condition } from '~/server/objects/model/view';
import type { StatusWord } from '../../ui/status-words';

/**
 * Conditions that are bad when they are true; all others are good then.
 * https://kubernetes.io/docs/reference/node/node-status/#condition
 */
const BAD = /Pressure$|Failure$|^Failed$|Unavailable$|Unreachable$|Conflict|Disrupt|Terminating|^Stalled$|Degraded$/;

/** Whether a condition is good news. */
export function conditionStatus({ type, status, reason }: Pick<Condition, 'type' | 'status' | 'reason'>): StatusWord {
  if (status !== 'True' && status !== 'False') return 'unknown';
  if (reason === 'PodCompleted') return 'suspended';
  const isGood = BAD.test(type) === (status === 'False');
  return isGood ? 'healthy' : 'failed';
}
