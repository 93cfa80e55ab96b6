import { at, json, list, text } from '~/server/kernel/json';
import type { Status } from '~/server/kernel/status';
import type { KubeObject } from '~/server/kube/member';
import { condition } from './read-object';

type Judged = { status: Status; reason: string; since?: string | null };

/** A container that cannot run waits with one of these: kubelet's `ErrImagePull`, `CrashLoopBackOff`, `CreateContainerError`. */
const STUCK = /BackOff$|Error$|^Err|^Invalid|Failed$/;

/** How a pod is: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase */
export function judgePod(pod: KubeObject): Judged {
  const status = json(pod['status']);
  const [phase, reason] = [text(status['phase']), text(status['reason'])];
  const ready = condition(status['conditions'], 'Ready');
  const since = ready?.at ?? null;
  if (phase === 'Succeeded') return { status: 'suspended', reason: 'Complete', since };
  if (phase === 'Failed') return { status: 'failed', reason: reason || 'Failed', since };
  const stuck = waitingReasons(status).find((why) => STUCK.test(why));
  if (stuck !== undefined) return { status: 'failed', reason: stuck, since };
  if (phase === 'Pending') return pending(status['conditions'], since);
  if (phase !== 'Running' || ready?.status === 'Unknown' || reason === 'NodeLost')
    return { status: 'unknown', reason: reason || phase || 'NoStatus', since };
  if (ready?.status === 'True') return { status: 'healthy', reason: 'Ready', since };
  if (ready?.status === 'False') return { status: 'degraded', reason: ready.reason || 'NotReady', since };
  return { status: 'unknown', reason: 'NoStatus', since };
}

function pending(conditions: unknown, since: string | null): Judged {
  const scheduled = condition(conditions, 'PodScheduled');
  if (scheduled?.status === 'False')
    return { status: 'progressing', reason: scheduled.reason || 'Pending', since: scheduled.at };
  return { status: 'progressing', reason: 'Pending', since };
}

const waitingReasons = (status: Record<string, unknown>): string[] =>
  [...list(status['initContainerStatuses']), ...list(status['containerStatuses'])].map((container) =>
    text(at(container, 'state', 'waiting', 'reason')),
  );
