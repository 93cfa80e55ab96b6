import { describe, expect, it } from 'vitest';
import type { InventoryItem } from '../model/inventory';
import type { Claim } from '../ports/deliveries';
import { withoutSecrets } from '../secret-digest';
import { configMap } from '../testing/revisions';
import { planDelivery } from './plan-delivery';

const claim = (given: Partial<Claim>): Claim => ({
  ...{ applicationId: 'i', application: 'web', revision: 2, isWithdrawing: false, attempt: 1, removal: 'delete' },
  ...{ adopt: false, confirmsRemoval: false, objects: [], inventory: [], doubts: [] },
  author: { person: 'p', token: null, name: 'Ada' },
  ...given,
});
const plan = (given: Partial<Claim>) => planDelivery(claim(given), 'hub', withoutSecrets);
const standing = (objects: Claim['objects'], revision = 1): InventoryItem[] =>
  plan({ objects }).sends.map(({ key, applied }) => ({
    ...{ ...key, version: 'v1', plural: 'configmaps', uid: `uid of ${key.name}`, revision, applied },
  }));
const many = (count: number) => Array.from({ length: count }, (_, at) => configMap(`c${at}`));

describe('the plan of a turn', () => {
  it('sends what has changed, marked as ours, and nothing that stands as it was applied', () => {
    const objects = [configMap('a'), configMap('b')];
    const { sends, removals } = plan({
      objects: [configMap('a'), configMap('b', { colour: 'red' })],
      inventory: standing(objects),
    });
    expect(removals).toEqual([]);
    expect(sends.map(({ key, known }) => [key.name, known?.uid])).toEqual([['b', 'uid of b']]);
    expect(sends[0]?.body).toMatchObject({
      metadata: { labels: { 'portolan.dev/application': 'web', 'portolan.dev/hub': 'hub' } },
    });
    expect(plan({ objects, inventory: standing(objects, 0) }).sends).toHaveLength(2);
  });

  it('sends again what is in doubt, and looks for what was begun and is wanted no more', () => {
    const objects = [configMap('a'), configMap('b')];
    const doubt = (name: string, given: object) => ({
      ...{ group: '', kind: 'ConfigMap', namespace: 'shop', name, version: 'v1', plural: 'configmaps' },
      ...{ isOpen: true, isLate: false, ...given },
    });
    const doubts = [doubt('a', {}), doubt('b', { isOpen: false, isLate: true }), doubt('c', {})];
    const { sends, removals, isAwaited } = plan({ objects, inventory: standing(objects), doubts });
    expect(sends.map(({ key, known, doubt: of }) => [key.name, known?.uid, of?.isOpen])).toEqual([
      ['a', 'uid of a', true],
    ]);
    expect(removals).toMatchObject([{ name: 'c', plural: 'configmaps', known: undefined }]);
    expect(isAwaited).toBe(false);
    const late = plan({ objects, inventory: standing(objects), doubts: [doubt('c', { isOpen: false, isLate: true })] });
    expect([late.removals.length, late.isAwaited]).toEqual([1, true]);
    // what nobody is certain of is no removal that a person has to allow
    const many = Array.from({ length: 9 }, (_, at) => doubt(`d${at}`, {}));
    expect(plan({ objects, inventory: standing(objects), doubts: many }).problems).toEqual([]);
  });

  it('begins with what others need, and takes away from the other end', () => {
    const of = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: kind.toLowerCase() } });
    const objects = [
      ...[of('apps/v1', 'Deployment'), of('example.org/v1', 'Boat'), of('v1', 'Service'), of('v1', 'Namespace')],
      ...[of('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), of('v1', 'Secret')],
    ];
    const order = ['CustomResourceDefinition', 'Namespace', 'Secret', 'Service', 'Deployment', 'Boat'];
    expect(plan({ objects }).sends.map(({ key }) => key.kind)).toEqual(order);
    expect(plan({ inventory: standing(objects), isWithdrawing: true }).removals.map(({ kind }) => kind)).toEqual(
      order.toReversed(),
    );
  });

  it.each([
    ['a few', 5, 5, false],
    ['many of few', 6, 8, true],
    ['a small part of many', 15, 100, false],
    ['more than fifty of very many', 51, 1000, true],
  ])('asks a person before much is removed: %s', (_, removed, stands, isAsked) => {
    const given = { objects: many(stands - removed), inventory: standing(many(stands)) };
    const codes = (more: Partial<Claim>) => plan({ ...given, ...more }).problems.map(({ code }) => code);
    expect(codes({})).toEqual(isAsked ? ['too-much-removed'] : []);
    expect(codes({ confirmsRemoval: true })).toEqual([]);
    expect(codes({ isWithdrawing: true })).toEqual([]);
  });

  it.each(['ownerReferences', 'finalizers', 'managedFields', 'resourceVersion', 'uid'])(
    'sends no object that has %s',
    (field) => {
      const tied = { ...configMap('a'), metadata: { name: 'a', namespace: 'shop', [field]: 'x' } };
      const { sends, problems } = plan({ objects: [tied] });
      expect([sends, problems]).toMatchObject([
        [],
        [{ code: 'refused', kind: 'ConfigMap', said: expect.stringContaining(field) }],
      ]);
    },
  );

  it('keeps of a Secret what tells values apart, however they were written', () => {
    const secret = (rest: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...rest });
    const shown = [
      { stringData: { key: 'hunter2' } },
      { data: { key: 'aHVudGVyMg==' } },
      { data: { key: 'b3RoZXI=' } },
    ];
    const [asText, asBytes, other] = shown.map((rest) => withoutSecrets(secret(rest), { group: '', kind: 'Secret' }));
    expect(asText).toEqual(asBytes);
    expect(asText).not.toEqual(other);
    const { kind: _, ...ofList } = secret({ stringData: { key: 'hunter2' } });
    const listed = withoutSecrets(ofList, { group: '', kind: 'Secret' });
    expect(JSON.stringify([asText, listed])).not.toMatch(/hunter2|aHVudGVyMg/);
  });
});
