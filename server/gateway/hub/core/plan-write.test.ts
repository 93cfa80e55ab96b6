import { describe, expect, it } from 'vitest';
import { ApplicationDocument } from '~/server/federation/model/document';
import { applicationObject, type ShownApplication } from './application-object';
import type { HubObject } from './hub-object';
import { HUB_KINDS, type HubKind } from './kinds';
import { issueOf, planOverrideRemoval, planWrite } from './plan-write';
import { overrideObjects, placementObject } from './views';

const kindOf = (kind: string) => HUB_KINDS.find((one) => one.kind === kind) as HubKind;

const rule = (name: string) => ({
  ...{ name, targetCluster: { clusterNames: ['east'] } },
  overriders: [{ type: 'labels', set: { side: name } }],
});
const { spec } = ApplicationDocument.parse({
  ...{ apiVersion: 'portolan.dev/v1alpha1', kind: 'Application', metadata: { name: 'web' } },
  spec: {
    templates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } }],
    placement: { clusterAffinities: [{ name: 'all' }], priority: 3 },
    overrides: [rule('one'), rule('Two / 2')],
  },
});
const { team: _, ...own } = spec;
const words = (of: string) => ({ labels: { of }, annotations: { note: of } });
const shown: ShownApplication = {
  kept: {
    ...{ id: 'id-1', name: 'web', team: { name: 'shop' }, isRemoving: false, newest: 4, spec: own },
    revision: { author: 'Ada', reason: '', createdAt: '2026-01-02T03:04:05.678Z' },
    createdAt: '2026-01-01T00:00:00.000Z',
    described: { application: words('a'), placement: words('p'), 'overrides/one': words('o') },
  },
  targets: [],
};
const { kept } = shown;
const whole = {
  apiVersion: 'portolan.dev/v1alpha1',
  kind: 'Application',
  metadata: { name: 'web' },
  spec: { team: 'shop', ...own },
};
const objects: HubObject[] = [applicationObject(shown), placementObject(shown), ...overrideObjects(shown)];
const planOf = (object: HubObject, change: Partial<HubObject> = {}) =>
  planWrite(kindOf(object.kind), object.metadata.name, { ...object, ...change }, kept);

describe('what is read and written back', () => {
  it.each(objects.map((object) => [object.kind, object.metadata.name, object] as const))(
    'as %s %s is the same application with the same words',
    (_kind, _name, object) => {
      const plan = planOf(JSON.parse(JSON.stringify(object)));
      expect(plan).toMatchObject({ ok: true, document: whole });
      const described = plan.ok ? plan.described : {};
      // an override of which nothing was said has its empty words now
      expect({ ...described, 'overrides/Two / 2': undefined }).toEqual({
        ...kept.described,
        'overrides/Two / 2': undefined,
      });
    },
  );
});

describe('what is written', () => {
  const [application, placement, override] = objects as [HubObject, HubObject, HubObject];

  it('to a view changes that part of the application and no other', () => {
    const moved = planOf(placement, { spec: { ...own.placement, priority: 9 } });
    expect(moved).toMatchObject({
      document: { spec: { ...own, placement: { priority: 9 } } },
      at: ['spec', 'placement'],
    });
    const added = { ...override, metadata: { ...override.metadata, name: 'web.three' }, spec: { overriders: [] } };
    const plan = planOf({ ...added, metadata: { ...added.metadata, labels: {} } });
    expect(plan).toMatchObject({ at: ['spec', 'overrides', 2] });
    expect(plan.ok && plan.document).toMatchObject({
      spec: { overrides: [...own.overrides, { name: 'three', overriders: [] }] },
    });
    expect(planOverrideRemoval('web.one', kept)).toMatchObject({
      document: { spec: { overrides: [{ name: 'Two / 2' }] } },
      described: { application: words('a'), placement: words('p') },
    });
  });

  it.each([
    ['kind', { kind: 'Deployment' }],
    ['apiVersion', { apiVersion: 'v1' }],
    ['metadata.name', { metadata: { ...application.metadata, name: 'other' } }],
    ['metadata.ownerReferences', { metadata: { ...application.metadata, ownerReferences: [{}] } as never }],
    ['metadata.labels.a b', { metadata: { ...application.metadata, labels: { 'a b': 'c' } } }],
    ['data', { data: {} } as never],
  ])('with a wrong %s is refused there', (field, change) => {
    const plan = planWrite(kindOf('Application'), 'web', { ...application, ...change }, kept);
    expect(plan.ok ? [] : plan.issues.map(({ path }) => path.join('.'))).toContain(field);
  });

  it('an override is of the application and the rule that its name says', () => {
    expect(planOf(override, { spec: rule('other') })).toMatchObject({ issues: [{ path: ['spec', 'name'] }] });
    const labels = { 'portolan.dev/application': 'shop' };
    expect(planOf(override, { metadata: { ...override.metadata, labels } })).toMatchObject({ ok: false });
    const nothing = planWrite(
      kindOf('Override'),
      'gone.one',
      { ...override, metadata: { name: 'gone.one' } },
      undefined,
    );
    expect(nothing).toMatchObject({ issues: [{ message: 'there is no such application' }] });
  });

  it('has its faults told as fields of the object that was written', () => {
    const place = ['spec', 'overrides', 1];
    expect(issueOf({ path: ['spec', 'overrides', '1', 'priority'], message: 'm' }, place).path).toEqual([
      'spec',
      'priority',
    ]);
    expect(issueOf({ path: ['spec', 'team'], message: 'm' }, place).path).toEqual(['spec', 'team']);
  });
});
