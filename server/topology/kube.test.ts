import { describe, expect, it } from 'vitest';
import { operations } from './kube';

const now = { resourceVersion: '7', labels: { team: 'shop' }, annotations: {} };

describe('operations', () => {
  it('are guarded by the version that was read', () => {
    expect(operations([{ path: 'labels.team', before: 'shop', after: null }], now)).toEqual([
      { op: 'test', path: '/metadata/resourceVersion', value: '7' },
      { op: 'remove', path: '/metadata/labels/team' },
    ]);
  });

  it('make the map first where the object has none, and escape what a pointer must', () => {
    expect(operations([{ path: 'annotations.a.b/c~d', before: null, after: '1' }], now).slice(1)).toEqual([
      { op: 'add', path: '/metadata/annotations', value: {} },
      { op: 'add', path: '/metadata/annotations/a.b~1c~0d', value: '1' },
    ]);
  });
});
