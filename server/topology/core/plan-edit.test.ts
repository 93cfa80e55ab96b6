import { describe, expect, it } from 'vitest';
import { PlaceEdit } from '../model/places';
import { findSurprises, planEdit, REGION_LABEL, refuseEdit, ZONE_LABEL } from './plan-edit';

const node = { kind: 'Node', cluster: 'a', name: 'n1' } as const;
const now = {
  resourceVersion: '7',
  region: 'eu',
  zone: 'eu-a',
  labels: { [ZONE_LABEL]: 'eu-a', team: 'shop' },
  annotations: {},
  writerOf: () => null,
};
const edit = (fields: object) => PlaceEdit.parse(fields);

describe('planEdit', () => {
  it('writes a node place into its labels and a cluster place into the registration', () => {
    expect(planEdit(node, now, edit({ zone: 'eu-b', region: 'eu' }))).toEqual([
      { path: `labels.${REGION_LABEL}`, before: null, after: 'eu' },
      { path: `labels.${ZONE_LABEL}`, before: 'eu-a', after: 'eu-b' },
    ]);
    expect(planEdit({ kind: 'Cluster', cluster: 'a' }, now, edit({ zone: 'eu-b' }))).toEqual([
      { path: 'zone', before: 'eu-a', after: 'eu-b' },
    ]);
  });

  it('plans nothing when the object is so already', () => {
    expect(planEdit(node, now, edit({ zone: 'eu-a', labels: { team: 'shop', gone: null } }))).toEqual([]);
  });

  it('removes what is set to null', () => {
    expect(planEdit(node, now, edit({ labels: { team: null } }))).toEqual([
      { path: 'labels.team', before: 'shop', after: null },
    ]);
  });
});

describe('refuseEdit', () => {
  it.each(['kubernetes.io/hostname', 'node.kubernetes.io/instance-type', 'beta.k8s.io/x'])('keeps off %s', (key) => {
    expect(refuseEdit(edit({ labels: { [key]: 'x' } }))).toContain(key);
  });

  it('refuses an edit of nothing, and lets place labels pass', () => {
    expect(refuseEdit(edit({}))).toMatch(/nothing/);
    expect(refuseEdit(edit({ labels: { [ZONE_LABEL]: 'x' } }))).toBeNull();
  });
});

describe('findSurprises', () => {
  const change = (path: string, before: string | null) => ({ path, before, after: 'x' });

  it('finds fields that are not as they were shown, and no others', () => {
    const shown = [change('labels.a', '1'), change('labels.b', null), change('labels.done', '0')];
    const planned = [change('labels.a', '1'), change('labels.b', '2'), change('labels.new', '3')];
    expect(findSurprises(shown, planned, now).map(({ path, found }) => [path, found])).toEqual([
      ['labels.b', '2'],
      ['labels.new', '3'],
    ]);
  });
});
