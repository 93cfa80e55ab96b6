import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawPath, resourcePath, withQuery } from './resource-path';

const pods = { group: '', version: 'v1', plural: 'pods' };

describe('resourcePath', () => {
  it('writes core and named groups, namespaces, names and subresources', () => {
    expect(resourcePath(pods)).toBe('/api/v1/pods');
    expect(resourcePath(pods, { namespace: 'a', name: 'b', subresource: 'status' })).toBe(
      '/api/v1/namespaces/a/pods/b/status',
    );
    expect(resourcePath({ group: 'apps', version: 'v1', plural: 'deployments' }, { namespace: 'a' })).toBe(
      '/apis/apps/v1/namespaces/a/deployments',
    );
    expect(
      resourcePath(
        { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'clusterroles' },
        { name: 'system:node' },
      ),
    ).toBe('/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode');
  });

  it('stays below the collection whatever the name says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        try {
          const { pathname } = new URL(`https://member${resourcePath(pods, { namespace: 'a', name })}`);
          expect(pathname.split('/').slice(0, 6)).toEqual(['', 'api', 'v1', 'namespaces', 'a', 'pods']);
          expect(pathname.split('/')).toHaveLength(7);
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringMatching(/invalid|URI malformed/) });
        }
      }),
    );
  });

  it.each(['', '.', '..', 'a/b', 'a%2fb', 'a\\b', 'x'.repeat(254)])('refuses the name %j', (name) => {
    expect(() => resourcePath(pods, { name })).toThrow();
  });
});

describe('withQuery', () => {
  it('escapes values and leaves absent ones out', () => {
    expect(withQuery('/a', { labelSelector: 'a=b,c in (d)', force: undefined, limit: 5 })).toBe(
      '/a?labelSelector=a%3Db%2Cc+in+%28d%29&limit=5',
    );
    expect(withQuery('/a', { force: undefined })).toBe('/a');
  });
});

describe('rawPath', () => {
  it.each(['/version', '/readyz?verbose', '/openapi/v3/apis/apps/v1'])('takes %s', (path) =>
    expect(rawPath(path)).toBe(path),
  );
  it.each(['', 'version', '//evil', '/a/../b', '/a/..', '/%2e', '/a\\b', '/a b', 'https://evil/', '/a\n', '/a#b'])(
    'refuses %j',
    (path) => {
      expect(() => rawPath(path)).toThrow();
    },
  );
});
