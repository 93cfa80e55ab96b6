import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTarget } from './parse-target';

const read = (target: string, method = 'GET') => {
  const parsed = parseTarget(method, `/k8s/clusters/edge-1${target}`);
  if (!parsed.ok) return parsed.message;
  const { request } = parsed;
  const sent = request.path + (request.query === '' ? '' : `?${request.query}`);
  if (request.kind === 'discovery') return ['discovery', sent];
  const { group, version, resource, subresource, namespace, name } = request.object;
  return [request.verb, `${group}/${version}`, resource, subresource, namespace, name, sent];
};

describe('a request to a member', () => {
  it.each([
    ['GET', '/api/v1/pods', ['list', '/v1', 'pods', undefined, undefined, undefined, '/api/v1/pods']],
    ['GET', '/api/v1/nodes/n1', ['get', '/v1', 'nodes', undefined, undefined, 'n1', '/api/v1/nodes/n1']],
    ['GET', '/api/v1/namespaces', ['list', '/v1', 'namespaces', undefined, undefined, undefined, '/api/v1/namespaces']],
    ['DELETE', '/api/v1/namespaces/a', ['delete', '/v1', 'namespaces', undefined, 'a', 'a', '/api/v1/namespaces/a']],
    [
      'PUT',
      '/api/v1/namespaces/a/finalize',
      ['update', '/v1', 'namespaces', 'finalize', 'a', 'a', '/api/v1/namespaces/a/finalize'],
    ],
    [
      'GET',
      '/api/v1/namespaces/a/pods/p/log?follow=true',
      ['get', '/v1', 'pods', 'log', 'a', 'p', '/api/v1/namespaces/a/pods/p/log?follow=true'],
    ],
    [
      'POST',
      '/api/v1/namespaces/a/pods/p/exec?command=sh&command=-c&stdin=true',
      ['connect', '/v1', 'pods', 'exec', 'a', 'p', '/api/v1/namespaces/a/pods/p/exec?command=sh&command=-c&stdin=true'],
    ],
    [
      'DELETE',
      '/apis/apps/v1/namespaces/a/deployments?labelSelector=x%3Dy',
      [
        'deletecollection',
        'apps/v1',
        'deployments',
        undefined,
        'a',
        undefined,
        '/apis/apps/v1/namespaces/a/deployments?labelSelector=x%3Dy',
      ],
    ],
    [
      'GET',
      '/apis/apps/v1/deployments?watch=1',
      ['watch', 'apps/v1', 'deployments', undefined, undefined, undefined, '/apis/apps/v1/deployments?watch=true'],
    ],
    [
      'GET',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
      [
        'get',
        'rbac.authorization.k8s.io/v1',
        'clusterroles',
        undefined,
        undefined,
        'system:node',
        '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node',
      ],
    ],
    [
      'GET',
      '/api/v1/namespaces/a/services/http:web:80/proxy/x/y?anything=1&anything=2',
      [
        'connect',
        '/v1',
        'services',
        'proxy',
        'a',
        'http:web:80',
        '/api/v1/namespaces/a/services/http:web:80/proxy/x/y?anything=1&anything=2',
      ],
    ],
    ['GET', '/version', ['discovery', '/version']],
    ['GET', '/api', ['discovery', '/api']],
    ['GET', '/apis/apps/v1', ['discovery', '/apis/apps/v1']],
    ['GET', '/openapi/v3/apis/apps/v1?hash=AB', ['discovery', '/openapi/v3/apis/apps/v1?hash=AB']],
    ['GET', '/readyz?verbose=', ['discovery', '/readyz?verbose=']],
  ])('%s %s', (method, target, expected) => expect(read(target, method)).toEqual(expected));

  it.each([
    '/api/v1/../../x',
    '/api/v1/%2e%2e/x',
    '/api/v1/namespaces/a%2fb/pods',
    '/api/v1/namespaces/a/pods/..%2f..%2fnodes',
    '/api/v1/namespaces/a/pods/%252e%252e',
    '/api/v1//pods',
    '/api/v1/pods/',
    '/api/v1\\pods',
    '/api/v1/pods;x=1',
    '/api/v1/pods%00',
    '/api/v1/pods#x',
    '/api/v1/p%ff',
    '/api/v1/watch/pods',
    '/api/v1/proxy/nodes/n',
    '/api/v1/namespaces/a/pods/p/log/deeper',
    '/api/v1/pods?watch=1&watch=0',
    '/api/v1/pods?unknown=1',
    '/api/v1/namespaces/a/pods/p/log?insecureSkipTLSVerifyBackend=true',
    '/metrics',
    '/logs/x',
    '/debug/pprof',
    '/apis/apps/v1/Deployments',
    '/api/v1/pods/%E2%80%AEx',
  ])('%s is refused with a sentence', (target) => expect(read(target)).toEqual(expect.stringMatching(/.{10}/)));

  it.each([
    'http://evil/k8s/clusters/a/api',
    '//k8s/clusters/a/api',
    '/k8s/clusters/',
    '/k8s/clusters/A/api',
    '/k8s/clustersa/api',
  ])('the target %s is none of a member', (target) => expect(parseTarget('GET', target).ok).toBe(false));

  it('sends what it checked, whatever the bytes were: what is built parses to the same again', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'api',
        'apis',
        'v1',
        'apps',
        'namespaces',
        'pods',
        'log',
        'proxy',
        '..',
        '%2e',
        '%2f',
        '',
        'watch',
        ':',
      ),
      fc.string({ maxLength: 6 }),
    );
    const target = fc.tuple(fc.array(part, { maxLength: 9 }), fc.array(fc.tuple(part, part), { maxLength: 2 }));
    fc.assert(
      fc.property(target, ([segments, query]) => {
        const given = `/${segments.join('/')}${query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''}`;
        const parsed = parseTarget('GET', `/k8s/clusters/c${given}`);
        if (!parsed.ok) return;
        const { path, query: sent } = parsed.request;
        expect(path).not.toMatch(/\/\.{1,2}(\/|$)|%2f|%5c|%00|\\|\/\//i);
        const again = parseTarget('GET', `/k8s/clusters/c${path === '/' ? '' : path}${sent === '' ? '' : `?${sent}`}`);
        expect(again).toEqual(parsed);
      }),
      { numRuns: 5000 },
    );
  });
});
