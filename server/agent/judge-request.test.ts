import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRequest } from './judge-request';

const FREE = { writes: true };
const asked = (method: string, path: string, headers: [string, string][] = [], protocol?: string) => ({
  ...{ method, path, headers },
  ...(protocol === undefined ? {} : { protocol }),
});

describe('a request of the hub', () => {
  it('keeps the headers that an API server needs, and no other', () => {
    const headers: [string, string][] = [
      ['accept', 'application/json'],
      ['authorization', 'Bearer mine'],
      ['x-remote-user', 'system:admin'],
      ['impersonate-user', 'portolan:user:7'],
      ['impersonate-group', 'portolan:team:1'],
      ['impersonate-group', 'portolan:team:2'],
    ];
    expect(judgeRequest(asked('GET', '/api/v1/pods', headers), FREE)).toEqual({
      ok: true,
      headers: {
        accept: 'application/json',
        'impersonate-user': 'portolan:user:7',
        'impersonate-group': ['portolan:team:1', 'portolan:team:2'],
      },
    });
  });

  it.each([
    ['impersonates a system group', [['impersonate-group', 'system:masters']], 403],
    ['impersonates another user', [['impersonate-user', 'admin']], 403],
    ['hides a prefix', [['impersonate-user', ' portolan:user:7']], 403],
    ['brings a uid', [['impersonate-uid', '0']], 403],
    ['brings extras', [['impersonate-extra-scopes', 'all']], 403],
    ['names groups without a user', [['impersonate-group', 'portolan:team:1']], 400],
    [
      'names two users',
      [
        ['impersonate-user', 'portolan:user:1'],
        ['impersonate-user', 'portolan:user:2'],
      ],
      400,
    ],
  ] as [string, [string, string][], number][])('that %s is refused', (_what, headers, code) => {
    expect(judgeRequest(asked('GET', '/api', headers), FREE)).toMatchObject({ ok: false, code });
  });

  it.each(['', 'api', '//evil', '/a/../b', '/a/%2e%2e/b', '/a%2fb', '/a\\b', '/a b', '/a%00', '/a#b', '/%252e'])(
    'for the path %j is refused',
    (path) => expect(judgeRequest(asked('GET', path), FREE)).toMatchObject({ ok: false, code: 400 }),
  );

  it.each([
    ['POST', '/api/v1/namespaces', undefined, false],
    ['DELETE', '/api/v1/namespaces/a', undefined, false],
    ['CONNECT', '/api/v1/namespaces/a/pods/b/exec?command=sh', 'websocket', false],
    ['GET', '/api/v1/namespaces/a/services/b/proxy/x', undefined, false],
    ['GET', '/api/v1/namespaces/a/pods/b/log', undefined, true],
    ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', undefined, true],
    ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviewsx', undefined, false],
  ])('%s %s passes a cluster whose owner wants no writes: %s %s', (method, path, protocol, passes) => {
    expect(judgeRequest(asked(method, path, [], protocol), { writes: false }).ok).toBe(passes);
  });

  it('never leaves with a name outside of portolan:, whatever was asked', () => {
    const name = fc.constantFrom('impersonate-user', 'impersonate-group', 'impersonate-uid', 'authorization', 'accept');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), fc.webPath(), (headers, path) => {
        const judged = judgeRequest(asked('GET', `/${path}`, headers), FREE);
        if (!judged.ok) return;
        const { 'impersonate-user': user = [], 'impersonate-group': groups = [], ...rest } = judged.headers;
        for (const subject of [user, groups].flat()) expect(subject).toMatch(/^portolan:[a-z]+:/);
        expect(Object.keys(rest).every((key) => key === 'accept')).toBe(true);
      }),
    );
  });
});
