import { expect, it } from 'vitest';
import { personWith } from '../testing/people';
import { EVERYWHERE, type GrantScope } from './grant';
import { mayReach } from './may-reach';

const one: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['one'] } };
const shop: GrantScope = { ...one, namespaces: ['shop'] };
const labelled: GrantScope = { ...EVERYWHERE, clusters: { by: 'label', labels: { team: 'shop' } } };

it.each<[string, GrantScope, { cluster: string; namespace?: string } | undefined, boolean]>([
  ['everything everywhere', EVERYWHERE, undefined, true],
  ['one cluster is not everything', one, undefined, false],
  ['the cluster', one, { cluster: 'one' }, true],
  ['a namespace of it', one, { cluster: 'one', namespace: 'x' }, true],
  ['another cluster', one, { cluster: 'two' }, false],
  ['the namespace', shop, { cluster: 'one', namespace: 'shop' }, true],
  ['another namespace', shop, { cluster: 'one', namespace: 'ads' }, false],
  ['the cluster of a namespace is more than it', shop, { cluster: 'one' }, false],
  ['labels may reach any cluster', labelled, { cluster: 'two' }, true],
])('%s', (_what, scope, place, expected) => {
  const { rights } = personWith('editor', scope);
  expect(mayReach(rights, 'objects.update', place)).toBe(expected);
  expect(mayReach(rights, 'clusters.register', place)).toBe(false);
});
