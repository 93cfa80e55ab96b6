import { describe, expect, it } from 'vitest';
import { kindHref, kindSlug, objectHref, readKindSlug, readObjectPath } from './object-href';

const pods = { group: '', version: 'v1', plural: 'pods' };
const roles = { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterroles' };

describe('the address of an object', () => {
  it('says kind, namespace and name, and is read back as the same object', () => {
    const pod = { cluster: 'a', ...pods, namespace: 'shop', name: 'web-1' };
    const role = { cluster: 'a', ...roles, name: 'system:node' };
    expect(objectHref(pod)).toBe('/clusters/a/objects/core/v1/pods/shop/web-1');
    expect(objectHref(role)).toBe('/clusters/a/objects/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode');
    for (const ref of [pod, role]) {
      const [group = '', version = '', plural = '', ...place] = objectHref(ref)
        .split('/')
        .slice(4)
        .map(decodeURIComponent);
      expect(readObjectPath('a', { group, version, plural }, place)).toEqual(ref);
    }
  });

  it('is refused when it says too much or too little', () => {
    expect(readObjectPath('a', pods, [])).toBeUndefined();
    expect(readObjectPath('a', pods, ['x', 'y', 'z'])).toBeUndefined();
  });

  it('names kinds, the core group too', () => {
    expect(kindSlug(pods)).toBe('core/v1/pods');
    for (const kind of [pods, roles]) expect(readKindSlug(kindSlug(kind))).toEqual(kind);
    for (const nonsense of [null, '', 'v1/pods', 'a/b/c/d']) expect(readKindSlug(nonsense)).toBeUndefined();
    expect(kindHref('a', pods, { namespace: 'shop', selector: 'app=web' })).toBe(
      '/clusters/a/kinds?kind=core/v1/pods&namespace=shop&selector=app%3Dweb',
    );
  });
});
