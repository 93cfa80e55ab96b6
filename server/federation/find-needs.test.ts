import { describe, expect, it } from 'vitest';
import type { Json } from '~/server/kernel/json';
import { judgeQuota } from './core/judge-quota';
import { lacking, moreNeeded, needsOf } from './find-needs';

const pod = { containers: [{ resources: { requests: { cpu: '250m', memory: '1Gi' } } }] };
const workload = (kind: string, spec: object): Json => ({
  ...{ apiVersion: 'apps/v1', kind, metadata: { name: kind } },
  spec: { template: { spec: pod }, ...spec },
});
const GIB = 2 ** 30;

describe('what pods ask for', () => {
  it.each<[string, Json, number]>([
    ['a Deployment by its replicas', workload('Deployment', { replicas: 4 }), 4],
    ['a StatefulSet without replicas once', workload('StatefulSet', {}), 1],
    ['a Job by its parallelism', workload('Job', { parallelism: 3 }), 3],
    ['a Pod once', { apiVersion: 'v1', kind: 'Pod', spec: pod }, 1],
    ['a DaemonSet not at all, since its cluster decides', workload('DaemonSet', {}), 0],
    ['a kind of somebody else not at all', { apiVersion: 'x/v1', kind: 'Thing', spec: { replicas: 9 } }, 0],
    ['a ConfigMap not at all', { apiVersion: 'v1', kind: 'ConfigMap', data: {} }, 0],
  ])('counts %s', (_what, object, pods) => {
    expect(needsOf([object])).toEqual({ cpuMillis: pods * 250, memoryBytes: pods * GIB, pods });
  });

  it('is what comes on top of what was, and never less than nothing', () => {
    const [two, five] = [workload('Deployment', { replicas: 2 }), workload('Deployment', { replicas: 5 })];
    expect(moreNeeded([two], [five])).toEqual({ cpuMillis: 750, memoryBytes: 3 * GIB, pods: 3 });
    expect(moreNeeded([five], [two])).toEqual({ cpuMillis: 0, memoryBytes: 0, pods: 0 });
  });

  it('lacks what there is too little of, and nothing that is not needed', () => {
    const needs = { cpuMillis: 500, memoryBytes: 0, pods: 2 };
    expect(lacking(needs, { cpuMillis: 400, memoryBytes: -5, pods: 2 })).toEqual(['cpuMillis']);
  });
});

describe('a quota', () => {
  const quota = (spec: object, used: object): Json => ({
    ...{ metadata: { name: 'team', namespace: 'shop' }, spec, status: { used } },
  });
  const needs = { cpuMillis: 1500, memoryBytes: GIB, pods: 3 };

  it('is told of where it leaves too little', () => {
    const hard = { 'requests.cpu': '4', 'requests.memory': '8Gi', pods: '10', 'count/secrets': '5' };
    expect(judgeQuota(quota({ hard }, { 'requests.cpu': '3', 'requests.memory': '1Gi', pods: '8' }), needs)).toEqual([
      { namespace: 'shop', quota: 'team', resource: 'requests.cpu', of: 'cpuMillis', needs: 1500, left: 1000 },
      { namespace: 'shop', quota: 'team', resource: 'pods', of: 'pods', needs: 3, left: 2 },
    ]);
  });

  it('that is for some pods only is left to the member', () => {
    expect(judgeQuota(quota({ hard: { pods: '1' }, scopes: ['BestEffort'] }, {}), needs)).toEqual([]);
  });
});
