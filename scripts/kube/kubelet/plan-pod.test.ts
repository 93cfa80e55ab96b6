import { describe, expect, it } from 'vitest';
import { digList, digText, type KubeObject } from '~/server/simulator/api/object';
import { podStatus } from '~/server/simulator/runtime/pod-status';
import { planPod } from './plan-pod';

const START = Date.parse('2026-11-23T12:00:00Z');

/** What a pod goes through in some seconds, looked at four times a second. */
function live(image: string, seconds: number, owner?: string): string[] {
  const ownerReferences = owner ? [{ apiVersion: 'v1', kind: owner, name: 'o', uid: 'o' }] : [];
  let pod: KubeObject = {
    metadata: { name: 'p', namespace: 'd', uid: 'u', ownerReferences },
    spec: { nodeName: 'n', containers: [{ name: 'c', image }] },
    status: { phase: 'Pending' },
  };
  const seen: string[] = [];
  for (let ms = 0; ms < seconds * 1000; ms += 250) {
    const now = new Date(START + ms);
    const step = planPod(pod, now);
    if (step?.do !== 'report') continue;
    pod = { ...pod, status: podStatus(pod, step.state, now) };
    const [container] = digList(pod, 'status', 'containerStatuses');
    const why = digText(container, 'state', 'waiting', 'reason');
    seen.push(`${digText(pod, 'status', 'phase')} ${why ?? step.state.kind} ${container?.['restartCount']}`);
  }
  return seen;
}

describe('the life of a pod under the kubelet stand-in', () => {
  it.each([
    ['shop:1', undefined, ['Pending ContainerCreating 0', 'Running running 0']],
    ['shop:broken', undefined, ['Pending ContainerCreating 0', 'Pending ErrImagePull 0', 'Pending ImagePullBackOff 0']],
    ['job:1', 'Job', ['Pending ContainerCreating 0', 'Running running 0', 'Succeeded succeeded 0']],
    [
      'shop:crash',
      'ReplicaSet',
      [
        'Pending ContainerCreating 0',
        'Running running 0',
        'Running CrashLoopBackOff 1',
        'Running running 1',
        'Running CrashLoopBackOff 2',
      ],
    ],
  ])('%s of %s', (image, owner, expected) => {
    expect(live(image, 20, owner)).toEqual(expected);
  });

  it('ends a second after it was told to, or at once without grace', () => {
    const deleted = (deletionTimestamp: string, deletionGracePeriodSeconds: number): KubeObject => ({
      metadata: { name: 'p', deletionTimestamp, deletionGracePeriodSeconds },
    });
    const long = deleted('2026-11-23T12:00:30Z', 30);
    const steps = [500, 1000].map((ms) => planPod(long, new Date(START + ms))?.do);
    expect(steps).toEqual([undefined, 'delete']);
    expect(planPod(deleted('2026-11-23T12:00:00Z', 0), new Date(START))).toEqual({ do: 'delete' });
  });
});
