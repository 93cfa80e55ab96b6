import { describe, expect, it } from 'vitest';
import { DrainOptions } from '../model/drain';
import { planDrain, selects } from './plan-drain';

const owner = (kind: string) => ({ ownerReferences: [{ kind, name: 'o', controller: true }] });
const pod = (name: string, metadata: object, more: object = {}) => ({
  metadata: { namespace: 'a', name, ...metadata },
  ...more,
});
const local = { spec: { volumes: [{ name: 'v', emptyDir: {} }] } };
const plan = (pods: object[], options: object = {}, budgets: object[] = []) =>
  planDrain(pods as never[], budgets as never[], DrainOptions.parse(options));

describe('planDrain', () => {
  it('treats each pod as kubectl does', () => {
    const found = plan([
      pod('web', owner('ReplicaSet')),
      pod('agent', owner('DaemonSet')),
      pod('static', { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      pod('alone', {}),
      pod('cache', owner('ReplicaSet'), local),
      pod('finished', {}, { status: { phase: 'Succeeded' } }),
    ]);
    expect(found.evicted.map(({ name }) => name)).toEqual(['web', 'finished']);
    expect(found.stays.map(({ name, why }) => [name, why])).toEqual([
      ['agent', 'daemonSet'],
      ['static', 'static'],
    ]);
    expect(found.blocked.map(({ name, why }) => [name, why])).toEqual([
      ['alone', 'unmanaged'],
      ['cache', 'emptyDir'],
    ]);
  });

  it('takes what a person consents to lose', () => {
    const pods = [pod('alone', {}), pod('cache', owner('ReplicaSet'), local)];
    expect(plan(pods, { unmanaged: true, emptyDir: true }).evicted).toHaveLength(2);
  });

  it('names budgets that allow nothing, and only those over pods that go', () => {
    const budget = (name: string, app: string, allowed: number) => ({
      metadata: { namespace: 'a', name },
      spec: { selector: { matchLabels: { app } } },
      status: { disruptionsAllowed: allowed },
    });
    const pods = [pod('web', { ...owner('ReplicaSet'), labels: { app: 'web' } })];
    const found = plan(pods, {}, [budget('tight', 'web', 0), budget('roomy', 'web', 1), budget('other', 'x', 0)]);
    expect(found.budgets).toEqual([{ namespace: 'a', name: 'tight', allowed: 0, pods: 1 }]);
  });
});

it.each([
  [{}, true],
  [{ matchLabels: { a: '1' } }, true],
  [{ matchLabels: { a: '2' } }, false],
  [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['1', '2'] }] }, true],
  [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['1'] }] }, false],
  [{ matchExpressions: [{ key: 'b', operator: 'DoesNotExist' }] }, true],
  [{ matchExpressions: [{ key: 'b', operator: 'Exists' }] }, false],
])('selects by %j: %s', (selector, expected) => {
  expect(selects(selector, { a: '1' })).toBe(expected);
});
