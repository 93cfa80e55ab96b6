import { dig, digList, digNumber, digText, type KubeObject } from '~/server/simulator/api/object';
import { hash } from '~/server/simulator/random';
import { isCrashingImage } from '~/server/simulator/runtime/logs/program';
import { backoffSeconds, isBrokenImage, type PodState, pullFailure } from '~/server/simulator/runtime/pod-status';

/** What a kubelet does next with a pod on its node. */
export type PodStep = { do: 'report'; state: PodState } | { do: 'delete' };

const CREATE_MS = 400;
const CRASH_AFTER_MS = 2000;
const JOB_MS = 2000;
const STOP_MS = 1000;

/** The next step of a pod's life, from its object and the time alone; undefined while there is nothing to do. */
export function planPod(pod: KubeObject, now: Date): PodStep | undefined {
  if (pod.metadata.deletionTimestamp) return isStopped(pod, now) ? { do: 'delete' } : undefined;
  const [status] = digList(pod, 'status', 'containerStatuses');
  const phase = digText(pod, 'status', 'phase');
  if (phase === 'Succeeded' || phase === 'Failed') return undefined;
  if (!status) return report({ kind: 'waiting', reason: 'ContainerCreating' });
  const runningSince = digText(status, 'state', 'running', 'startedAt');
  if (runningSince !== undefined) return planRunning(pod, status, now.getTime() - Date.parse(runningSince));
  return planWaiting(pod, status, now);
}

const report = (state: PodState): PodStep => ({ do: 'report', state });

const imagesOf = (pod: KubeObject) => digList(pod, 'spec', 'containers').map(({ image }) => String(image));

/** The time of deletion lies a grace ahead; programs here stop within a second of being told. */
function isStopped({ metadata }: KubeObject, now: Date): boolean {
  const graceMs = (metadata.deletionGracePeriodSeconds ?? 30) * 1000;
  return now.getTime() >= Date.parse(metadata.deletionTimestamp ?? '') - graceMs + Math.min(graceMs, STOP_MS);
}

function planRunning(pod: KubeObject, status: object, forMs: number): PodStep | undefined {
  const isOfJob = pod.metadata.ownerReferences?.some(({ kind }) => kind === 'Job');
  if (imagesOf(pod).some(isCrashingImage) && forMs >= CRASH_AFTER_MS)
    return report({
      kind: 'crashed',
      exitCode: 1,
      backoffSeconds: backoffSeconds(digNumber(status, 'restartCount') ?? 0),
    });
  return isOfJob && forMs >= JOB_MS ? report({ kind: 'succeeded' }) : undefined;
}

function planWaiting(pod: KubeObject, status: object, now: Date): PodStep | undefined {
  const reason = digText(status, 'state', 'waiting', 'reason');
  const broken = imagesOf(pod).find(isBrokenImage);
  if (reason === 'ImagePullBackOff') return undefined;
  if (reason === 'CrashLoopBackOff') {
    const ended = Date.parse(digText(status, 'lastState', 'terminated', 'finishedAt') ?? '');
    const waitMs = backoffSeconds((digNumber(status, 'restartCount') ?? 1) - 1) * 1000;
    return now.getTime() - ended < waitMs ? undefined : report({ kind: 'running', address: addressOf(pod) });
  }
  const begun = Date.parse(String(dig(pod, 'status', 'startTime')));
  if (now.getTime() - begun < CREATE_MS) return undefined;
  if (broken === undefined) return report({ kind: 'running', address: addressOf(pod) });
  return report({ kind: 'waiting', ...pullFailure(broken, reason !== 'ErrImagePull') });
}

function addressOf({ metadata }: KubeObject): string {
  const host = hash(metadata.uid ?? metadata.name);
  return `10.244.${(host >> 8) & 255}.${1 + (host % 254)}`;
}
