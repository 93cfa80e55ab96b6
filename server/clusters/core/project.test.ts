import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '~/server/kube/member';
import { countPods } from './count-pods';
import { judgeObject } from './judge-object';
import { projectNamespace } from './project-namespace';
import { projectNode } from './project-node';
import { projectService } from './project-service';
import { projectWorkload } from './project-workload';

const places = { region: 'portolan.dev/region', zone: 'portolan.dev/zone' };
const object = (fields: object, metadata: object = {}) =>
  ({ metadata: { name: 'x', generation: 2, ...metadata }, ...fields }) as KubeObject;
const ready = (status: string, extra: object[] = []) => ({
  status: { conditions: [{ type: 'Ready', status }, ...extra] },
});

describe('nodes', () => {
  it.each([
    ['healthy', ready('True')],
    ['failed', ready('False')],
    ['unknown', ready('Unknown')],
    ['unknown', {}],
    ['degraded', ready('True', [{ type: 'MemoryPressure', status: 'True' }])],
    ['suspended', { ...ready('True'), spec: { unschedulable: true } }],
  ])('are %s when %j', (status, fields) => expect(projectNode(object(fields), places).status).toBe(status));

  it('find their place in labels first, then in annotations', () => {
    const annotations = { 'portolan.dev/region': 'from-annotation', 'portolan.dev/zone': 'z' };
    const labels = { 'topology.kubernetes.io/region': 'from-label' };
    expect(projectNode(object({}, { labels, annotations }), places)).toMatchObject({ region: 'from-label', zone: 'z' });
  });
});

describe('workloads', () => {
  const progressing = (status: string, reason: string) => [{ type: 'Progressing', status, reason }];
  it.each([
    ['healthy', { spec: { replicas: 2 }, status: { observedGeneration: 2, readyReplicas: 2, updatedReplicas: 2 } }],
    ['degraded', { spec: { replicas: 2 }, status: { observedGeneration: 2, readyReplicas: 1, updatedReplicas: 2 } }],
    ['failed', { spec: { replicas: 2 }, status: { observedGeneration: 2, updatedReplicas: 2 } }],
    ['progressing', { spec: { replicas: 2 }, status: { observedGeneration: 1, readyReplicas: 2, updatedReplicas: 2 } }],
    ['progressing', { spec: { replicas: 2 }, status: { observedGeneration: 2, readyReplicas: 2, updatedReplicas: 1 } }],
    [
      'degraded',
      {
        spec: { replicas: 2 },
        status: {
          observedGeneration: 2,
          readyReplicas: 1,
          conditions: progressing('False', 'ProgressDeadlineExceeded'),
        },
      },
    ],
    ['suspended', { spec: { replicas: 0 }, status: { observedGeneration: 2 } }],
    ['suspended', { spec: { replicas: 1, paused: true }, status: {} }],
  ])('a Deployment is %s when %j', (status, fields) => {
    expect(projectWorkload(object(fields), 'Deployment').status).toBe(status);
  });

  it('a Job is what its conditions say', () => {
    const job = (type: string) => object({ spec: {}, status: { conditions: [{ type, status: 'True' }] } });
    expect(projectWorkload(job('Failed'), 'Job').status).toBe('failed');
    expect(projectWorkload(job('Complete'), 'Job').status).toBe('healthy');
    expect(projectWorkload(object({ spec: {} }), 'Job').status).toBe('progressing');
  });

  it('name the images of all containers once', () => {
    const containers = [{ image: 'a:1' }, { image: 'a:1' }, { image: 'b:2' }];
    const spec = { template: { spec: { containers, initContainers: [{ image: 'i:0' }] } } };
    expect(projectWorkload(object({ spec }), 'Deployment').images).toEqual(['i:0', 'a:1', 'b:2']);
    expect(projectWorkload(object({ spec: { jobTemplate: { spec } } }), 'CronJob').images).toEqual([
      'i:0',
      'a:1',
      'b:2',
    ]);
  });
});

describe('pods per workload and zone', () => {
  it('count a ReplicaSet as the Deployment it belongs to', () => {
    const pod = (node: string | null, isReady: boolean) => ({
      namespace: 'shop',
      node,
      ready: isReady,
      owner: { kind: 'ReplicaSet', name: 'web-5d4f' },
      podTemplateHash: '5d4f',
    });
    const counts = countPods([pod('n1', true), pod('n1', false), pod(null, false)], () => ({
      region: 'eu',
      zone: 'a',
    }));
    expect(counts).toEqual([
      { namespace: 'shop', workload_kind: 'Deployment', workload: 'web', region: 'eu', zone: 'a', total: 2, ready: 1 },
      { namespace: 'shop', workload_kind: 'Deployment', workload: 'web', region: '', zone: '', total: 1, ready: 0 },
    ]);
  });
});

describe('whatever a member sends', () => {
  it('is read without an exception and fits the columns', () => {
    const anything = fc.object({
      key: fc.constantFrom(
        'spec',
        'status',
        'conditions',
        'labels',
        'replicas',
        'taints',
        'ports',
        'capacity',
        'template',
        '__proto__',
      ),
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, anything, (fields, metadata) => {
        const strange = { ...fields, metadata: { name: 'x', ...metadata } } as unknown as KubeObject;
        const node = projectNode(strange, places);
        expect(Number.isSafeInteger(node.cpu_millis) && Number.isSafeInteger(node.pod_capacity)).toBe(true);
        for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const) {
          expect(Number.isSafeInteger(projectWorkload(strange, kind).ready)).toBe(true);
        }
        projectNamespace(strange);
        for (const kind of ['Pod', 'PersistentVolume', 'Thing']) judgeObject({ group: '', kind }, strange);
        projectService(strange);
      }),
    );
  });
});
