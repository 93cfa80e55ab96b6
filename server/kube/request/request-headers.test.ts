import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { requestHeaders } from './request-headers';

const credential = { kind: 'token', token: new Secret('t0ken') } as const;
const as = (user: string, groups: string[] = []) =>
  requestHeaders({ credential, accept: 'application/json', identity: { kind: 'impersonated', user, groups } });

describe('requestHeaders', () => {
  it('writes exactly the allowed headers', () => {
    expect(as('portolan:user:7', ['portolan:team:a', 'portolan:team:b'])).toEqual({
      accept: 'application/json',
      'user-agent': 'portolan',
      authorization: 'Bearer t0ken',
      'impersonate-user': 'portolan:user:7',
      'impersonate-group': ['portolan:team:a', 'portolan:team:b'],
    });
  });

  it('writes no authorization beside a client certificate', () => {
    const certificate = { kind: 'client-certificate', certificate: '', key: new Secret('') } as const;
    expect(Object.keys(requestHeaders({ credential: certificate, accept: '*/*', identity: { kind: 'hub' } }))).toEqual([
      'accept',
      'user-agent',
    ]);
  });

  it.each([
    '',
    ' ',
    '\t',
    'system:admin',
    'SYSTEM:masters',
    ' system:masters',
    'a\r\nimpersonate-user: b',
    'a\nb',
    'é',
    'ａ',
    'a\0',
    'a\x7f',
    ' a',
    'a ',
  ])('throws on the name %j', (name) => {
    expect(() => as(name)).toThrow();
    expect(() => as('ada', ['crew', name])).toThrow();
  });

  it('never shows a token that it refuses', () => {
    const broken = { kind: 'token', token: new Secret('se\r\ncret') } as const;
    expect(() => requestHeaders({ credential: broken, accept: '*/*', identity: { kind: 'hub' } })).toThrow(
      /^the token of a request must be printable ASCII$/,
    );
  });

  it('either impersonates exactly the given user or throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (user) => {
        try {
          expect(as(user)['impersonate-user']).toBe(user);
          expect(user).toMatch(/^(?!\s*system:)[!-~]([ -~]*[!-~])?$/i);
        } catch (error) {
          if (!(error instanceof Error) || !/of a request|never allowed/.test(error.message)) throw error;
        }
      }),
    );
  });
});
