import { describe, expect, it } from 'vitest';
import { judgeObject } from './judge-object';

const nothing = { conditions: [], replicas: null, paused: false, unschedulable: null, deletingSince: null };
const condition = (type: string, status: string, reason = '') => ({
  type,
  status,
  reason,
  message: '',
  at: '2026-01-01',
});
const replicas = (desired: number, ready: number, updated = desired) => ({ desired, ready, updated, available: ready });

describe('how an object is', () => {
  it.each([
    ['a workload with all its pods', { replicas: replicas(3, 3) }, 'healthy', ''],
    ['a workload that lacks some', { replicas: replicas(3, 2) }, 'degraded', 'SomeNotReady'],
    ['a workload without any', { replicas: replicas(3, 0) }, 'failed', 'NoneReady'],
    ['a workload that rolls out', { replicas: replicas(3, 3, 1) }, 'progressing', 'RollingOut'],
    ['a workload scaled to nothing', { replicas: replicas(0, 0) }, 'suspended', 'ScaledToZero'],
    ['a paused workload', { replicas: replicas(3, 3), paused: true }, 'suspended', 'Paused'],
    [
      'a roll-out that is over its time',
      { replicas: replicas(3, 2), conditions: [condition('Progressing', 'False', 'ProgressDeadlineExceeded')] },
      'degraded',
      'ProgressDeadlineExceeded',
    ],
    ['a ready node', { conditions: [condition('Ready', 'True')], unschedulable: false }, 'healthy', ''],
    ['a cordoned node', { conditions: [condition('Ready', 'True')], unschedulable: true }, 'suspended', 'Cordoned'],
    [
      'a silent node',
      { conditions: [condition('Ready', 'Unknown', 'NodeStatusUnknown')] },
      'unknown',
      'NodeStatusUnknown',
    ],
    ['a pod that ended', { conditions: [condition('Ready', 'False', 'PodCompleted')] }, 'suspended', 'Complete'],
    [
      'a failed job',
      { conditions: [condition('Failed', 'True', 'BackoffLimitExceeded')] },
      'failed',
      'BackoffLimitExceeded',
    ],
    ['what is being deleted', { deletingSince: '2026-01-02', replicas: replicas(3, 3) }, 'progressing', 'Terminating'],
  ])('%s', (_name, view, status, reason) => {
    expect(judgeObject({ ...nothing, ...view })).toMatchObject({ status, reason });
  });

  it('says nothing of what has no state', () => {
    expect(judgeObject(nothing)).toBeUndefined();
  });
});
