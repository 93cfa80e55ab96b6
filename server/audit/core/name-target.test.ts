import { expect, it } from 'vitest';
import { nameTarget, objectsOf } from './name-target';

const web = { cluster: 'one', group: 'apps', version: 'v1', plural: 'deployments', namespace: 'shop', name: 'web' };

it.each([
  [web, 'deployments shop/web'],
  [{ objects: [web, web] }, '2 objects'],
  [{ objects: [web] }, 'deployments shop/web'],
  [{ cluster: 'one', objects: [{ kind: 'ConfigMap', namespace: 'shop', name: 'a' }] }, 'ConfigMap shop/a'],
  [{ to: 'team', name: 'payments' }, 'team payments'],
  [{ cluster: 'one', namespace: 'shop', kind: { group: '', version: 'v1', plural: 'pods' } }, 'pods shop'],
  [{ role: 'on-call' }, 'role on-call'],
  [{ cluster: 'one' }, ''],
  [{ node: { cluster: 'one', name: 'n1' } }, 'n1'],
  [undefined, ''],
])('%j is named %s', (target, name) => {
  expect(nameTarget(target)).toBe(name);
});

it('finds the objects that can be opened, and no others', () => {
  expect(objectsOf({ objects: [web, { cluster: 'one', name: 'x' }] })).toEqual([web]);
  expect(objectsOf(web)).toEqual([web]);
  expect(objectsOf({ cluster: 'one', plural: 'nodes', version: 'v1', name: 'n1' })).toEqual([
    { cluster: 'one', group: '', version: 'v1', plural: 'nodes', name: 'n1' },
  ]);
});
