import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, type Json } from '~/server/kernel/json';
import type { Candidate } from '../model/candidate';
import { OverrideRule } from '../model/override';
import { Placement } from '../model/placement';
import { planTargets } from './plan-targets';
import { readTemplates } from './read-templates';
import { mainOf, replicasOf } from './share-replicas';

const candidate = (name: string): Candidate => ({
  ...{ name, labels: {}, region: 'north', zone: name, provider: null, environment: 'production' },
  ...{ taints: [], state: 'active', status: 'healthy', hosts: new Set<string>(), runs: null },
  free: { cpuMillis: 8000, memoryBytes: 2 ** 34, pods: 100 },
});
const deployment = (name: string, replicas: number | undefined): Json => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' } },
  spec: {
    ...(replicas === undefined ? {} : { replicas }),
    template: { spec: { containers: [{ name: 'app', image: 'a' }] } },
  },
});
const CONFIG: Json = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: {} };
const placement = (type: 'Duplicated' | 'Weighted') =>
  Placement.parse({ clusterAffinities: [{ name: 'all' }], replicaScheduling: { type } });
const clusters = ['a', 'b', 'c'].map(candidate);

function plan(
  templates: Json[],
  type: 'Duplicated' | 'Weighted',
  overrides: OverrideRule[] = [],
  granted = (_: string) => true,
) {
  const read = readTemplates(templates).templates;
  const main = mainOf(read);
  const demand = {
    application: 'web',
    replicas: main ? replicasOf(main) : null,
    each: { cpuMillis: 0, memoryBytes: 0 },
  };
  return planTargets({ placement: placement(type), overrides }, read, demand, clusters, granted);
}
const replicasIn = (planned: ReturnType<typeof plan>, template: number) =>
  planned.targets.map(({ manifests }) => at(manifests[template]?.object, 'spec', 'replicas'));

describe('a plan', () => {
  it('gives every cluster all replicas, or shares them so that each workload sums to what its template asks for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (one, other) => {
        const shared = plan([deployment('web', one), deployment('worker', other), CONFIG], 'Weighted');
        const sum = (template: number) =>
          replicasIn(shared, template).reduce((all: number, each) => all + Number(each), 0);
        expect([sum(0), sum(1)]).toEqual([one, other]);
        expect(replicasIn(plan([deployment('web', one)], 'Duplicated'), 0)).toEqual([one, one, one]);
      }),
    );
  });

  it('counts a workload that says nothing as one, and says whose the number is', () => {
    const { targets } = plan([deployment('web', undefined)], 'Weighted');
    expect(targets).toHaveLength(1);
    expect(targets[0]?.manifests[0]?.origins).toEqual([{ path: '/spec/replicas', rule: null, overrider: 0 }]);
  });

  it('leaves the last word on replicas to an override', () => {
    const rule = OverrideRule.parse({ name: 'more', targetCluster: {}, overriders: [{ type: 'replicas', value: 9 }] });
    const planned = plan([deployment('web', 3)], 'Weighted', [rule]);
    expect(replicasIn(planned, 0)).toEqual([9, 9, 9]);
    expect(planned.targets[0]?.manifests[0]?.origins).toEqual([{ path: '/spec/replicas', rule: 'more', overrider: 0 }]);
  });

  it('passes over where whoever saves may not, and never places there', () => {
    const { decision, targets } = plan([CONFIG], 'Duplicated', [], (cluster) => cluster !== 'b');
    expect(targets.map(({ chosen }) => chosen.cluster)).toEqual(['a', 'c']);
    expect(decision.passedOver).toEqual([{ cluster: 'b', obstacle: { kind: 'not-granted' } }]);
  });
});
