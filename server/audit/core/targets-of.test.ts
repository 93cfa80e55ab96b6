import { expect, it } from 'vitest';
import { targetsOf } from './targets-of';

const at = (cluster: string, namespace = '') => ({ cluster, namespace });

it.each([
  [{}, []],
  [{ to: 'team', name: 'payments' }, []],
  [{ cluster: 'one' }, [at('one')]],
  [{ cluster: 'one', group: 'apps', plural: 'deployments', namespace: 'shop', name: 'web' }, [at('one', 'shop')]],
  [{ objects: [at('one', 'shop'), at('two'), at('one', 'shop')] }, [at('one', 'shop'), at('two')]],
  [{ cluster: 'one', objects: [{ kind: 'ConfigMap', namespace: 'shop', name: 'a' }] }, [at('one', 'shop')]],
  [{ cluster: 'one', objects: [] }, [at('one')]],
  [{ clusters: ['one', 'two'], namespace: 'shop', name: 'web' }, [at('one', 'shop'), at('two', 'shop')]],
  [{ node: { cluster: 'one', name: 'n1' } }, [at('one')]],
  [{ cluster: 7, clusters: [null], objects: 'none' }, []],
])('of %j', (named, expected) => {
  expect(targetsOf(named)).toEqual(expected);
});
