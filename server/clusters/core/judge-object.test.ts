import { describe, expect, it } from 'vitest';
import type { KubeObject } from '~/server/kube/member';
import { judgeObject } from './judge-object';

const APPS = { group: 'apps', kind: 'Deployment' };
const POD = { group: '', kind: 'Pod' };
const NODE = { group: '', kind: 'Node' };
const CUSTOM = { group: 'example.io', kind: 'Thing' };
const SINCE = '2026-01-01T00:00:00Z';

const object = (fields: object, metadata: object = {}) =>
  ({ metadata: { name: 'x', generation: 2, ...metadata }, ...fields }) as KubeObject;
const conditions = (...all: [type: string, status: string, reason?: string][]) =>
  all.map(([type, status, reason = '']) => ({ type, status, reason, lastTransitionTime: SINCE }));
const workload = (replicas: number, readyReplicas: number, updatedReplicas = replicas) => ({
  spec: { replicas },
  status: { observedGeneration: 2, readyReplicas, updatedReplicas },
});
const deployment = (said: string) => {
  const { spec, status } = workload(3, 0);
  return { spec, status: { ...status, conditions: conditions(['Progressing', 'True', said]) } };
};
const pod = (phase: string, more: object = {}) => ({ status: { phase, ...more } });
const waiting = (reason: string) => ({ containerStatuses: [{ state: { waiting: { reason } } }] });

describe('how an object is', () => {
  it.each([
    ['a workload with all its pods', APPS, workload(3, 3), 'healthy', 'Available'],
    ['a workload that lacks some', APPS, workload(3, 2), 'degraded', 'SomeNotReady'],
    ['a workload without any', APPS, workload(3, 0), 'failed', 'NoneReady'],
    ['a workload that rolls out', APPS, workload(3, 3, 1), 'progressing', 'RollingOut'],
    ['a Deployment that starts', APPS, deployment('ReplicaSetUpdated'), 'progressing', 'RollingOut'],
    ['a Deployment that lost its pods', APPS, deployment('NewReplicaSetAvailable'), 'failed', 'NoneReady'],
    [
      'a ReplicaSet without any',
      { group: 'apps', kind: 'ReplicaSet' },
      { spec: { replicas: 2 } },
      'failed',
      'NoneReady',
    ],
    [
      'a Job that ran',
      { group: 'batch', kind: 'Job' },
      { status: { conditions: conditions(['Complete', 'True']) } },
      'healthy',
      'Complete',
    ],
    ['a ready node', NODE, { status: { conditions: conditions(['Ready', 'True']) } }, 'healthy', 'Ready'],
    ['a node that says nothing', NODE, {}, 'unknown', 'NoStatus'],
    [
      'a node that nobody hears',
      NODE,
      { status: { conditions: conditions(['Ready', 'Unknown', 'NodeStatusUnknown']) } },
      'unknown',
      'NodeStatusUnknown',
    ],
    ['a pod that is ready', POD, pod('Running', { conditions: conditions(['Ready', 'True']) }), 'healthy', 'Ready'],
    [
      'a pod that is not',
      POD,
      pod('Running', { conditions: conditions(['Ready', 'False', 'ContainersNotReady']) }),
      'degraded',
      'ContainersNotReady',
    ],
    ['a pod that crashes', POD, pod('Running', waiting('CrashLoopBackOff')), 'failed', 'CrashLoopBackOff'],
    ['a pod that is made', POD, pod('Pending', waiting('ContainerCreating')), 'progressing', 'Pending'],
    [
      'a pod without a place',
      POD,
      pod('Pending', { conditions: conditions(['PodScheduled', 'False', 'Unschedulable']) }),
      'progressing',
      'Unschedulable',
    ],
    ['a pod that ended', POD, pod('Succeeded'), 'suspended', 'Complete'],
    [
      'a pod of a phase that nobody knows',
      POD,
      pod('Unknown', { conditions: conditions(['Ready', 'True']) }),
      'unknown',
      'Unknown',
    ],
    ['a claim without its volume', { group: '', kind: 'PersistentVolumeClaim' }, pod('Lost'), 'failed', 'Lost'],
    ['a namespace without a phase', { group: '', kind: 'Namespace' }, {}, 'unknown', 'NoStatus'],
    [
      'a custom object that is ready',
      CUSTOM,
      { status: { conditions: conditions(['Ready', 'True', 'Reconciled']) } },
      'healthy',
      'Reconciled',
    ],
    [
      'a custom object whose word nobody knows',
      CUSTOM,
      { status: { conditions: conditions(['Ready', 'Perhaps']) } },
      'unknown',
      'NotReady',
    ],
    [
      'a status about an older text',
      CUSTOM,
      { status: { observedGeneration: 1, conditions: conditions(['Ready', 'True']) } },
      'progressing',
      'NotObserved',
    ],
  ])('%s', (_name, kind, fields, status, reason) => {
    expect(judgeObject(kind, object(fields))).toMatchObject({ status, reason });
  });

  it('is terminating once it is being deleted, whatever else it says', () => {
    const deleted = object(workload(3, 3), { deletionTimestamp: SINCE });
    expect(judgeObject(APPS, deleted)).toEqual({ status: 'progressing', reason: 'Terminating', since: SINCE });
  });

  it('is said to be so since the condition that is the reason changed, and since nothing that speaks of another state', () => {
    const late = {
      ...workload(3, 2),
      status: { ...workload(3, 2).status, conditions: conditions(['Available', 'True']) },
    };
    const fine = {
      ...workload(3, 3),
      status: { ...workload(3, 3).status, conditions: conditions(['Available', 'True']) },
    };
    expect(judgeObject(APPS, object(late))?.since).toBeNull();
    expect(judgeObject(APPS, object(fine))?.since).toBe(SINCE);
  });

  it.each([
    ['a ConfigMap', { group: '', kind: 'ConfigMap' }, { data: {} }],
    ['a custom object that only wants replicas', CUSTOM, { spec: { replicas: 3 } }],
    ['a custom object with conditions of its own', CUSTOM, { status: { conditions: conditions(['Synced', 'True']) } }],
  ])('is nothing for %s', (_name, kind, fields) => expect(judgeObject(kind, object(fields))).toBeNull());
});
