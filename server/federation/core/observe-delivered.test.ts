import { describe, expect, it } from 'vitest';
import type { FieldOwner } from '~/server/objects/model/view';
import type { InventoryItem } from '../model/inventory';
import { isIgnored } from './is-ignored';
import { goneDrift, observeDelivered } from './observe-delivered';

const item: InventoryItem = {
  ...{ group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web', version: 'v1', plural: 'deployments' },
  ...{
    uid: 'u',
    revision: 1,
    applied: { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 2, paused: false } },
  },
};
const owner = (path: string, manager: string, subresource = ''): FieldOwner => ({
  ...{ path, manager, operation: 'Update', subresource, at: '2026-11-29T12:00:00Z' },
});

describe('what has drifted of a delivered object', () => {
  it('is told with who wrote it; the object of a list bears no kind, and that is no drift', () => {
    const owners = [owner('spec.replicas', 'kubectl', 'scale')];
    expect(observeDelivered(item, { spec: { replicas: 5, paused: false } }, 'u', owners)).toMatchObject([
      { path: 'spec.replicas', wanted: 2, found: 5, by: { manager: 'kubectl' } },
    ]);
  });

  it('leaves replicas to an autoscaler', () => {
    const owners = [owner('spec.replicas', 'kube-controller-manager', 'scale')];
    expect(observeDelivered(item, { spec: { replicas: 5, paused: false } }, 'u', owners)).toEqual([]);
  });

  it('is the object itself where another bears its name, or none', () => {
    expect(observeDelivered(item, { spec: { replicas: 2, paused: false } }, 'v', [])).toMatchObject([
      { path: '', found: 'v' },
    ]);
    expect(goneDrift(item)).toMatchObject({ path: '', wanted: 'u', found: null });
  });
});

describe('a rule', () => {
  const rule = { application: 'web', cluster: null, kind: null, name: null, path: null, manager: null };
  const drifted = { path: 'spec.template.spec', by: { manager: 'keda', operation: 'Update' as const, at: null } };
  const means = (part: Partial<typeof rule> | { path: string; manager: string }) =>
    isIgnored([{ ...rule, ...part }], { ...item, application: 'web', cluster: 'one' }, drifted);
  it('means what agrees with all of it, the field and what lies within', () => {
    expect(means({})).toBe(true);
    expect(means({ application: 'api' })).toBe(false);
    expect([means({ path: 'spec.template', manager: 'keda' }), means({ path: 'spec.temp', manager: 'keda' })]).toEqual([
      true,
      false,
    ]);
    expect(means({ path: 'spec', manager: 'kubectl' })).toBe(false);
  });
});
