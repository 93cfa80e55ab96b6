import { expect, it } from 'vitest';
import { EMPTY_SCOPE, readScope } from './scope-draft';

it('reads lists by commas and spaces, and takes an empty one for all', () => {
  expect(readScope({ ...EMPTY_SCOPE, names: 'one, two  three' })).toEqual({
    clusters: { by: 'name', names: ['one', 'two', 'three'] },
    namespaces: null,
    environments: null,
  });
  expect(readScope({ ...EMPTY_SCOPE, by: 'all', namespaces: 'shop' })).toEqual({
    clusters: { by: 'all' },
    namespaces: ['shop'],
    environments: null,
  });
  expect(readScope({ ...EMPTY_SCOPE, by: 'label', labels: { team: 'shop' } })?.clusters).toEqual({
    by: 'label',
    labels: { team: 'shop' },
  });
});

it.each([
  ['no cluster', EMPTY_SCOPE],
  ['no label', { ...EMPTY_SCOPE, by: 'label' as const }],
  ['what is no name', { ...EMPTY_SCOPE, names: 'One!' }],
  ['a namespace that is none', { ...EMPTY_SCOPE, by: 'all' as const, namespaces: 'Shop_1' }],
])('does not take %s', (_what, draft) => expect(readScope(draft)).toBeUndefined());
