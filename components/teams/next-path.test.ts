import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPath, signInHref } from './next-path';

describe('nextPath', () => {
  it('keeps a path of this hub with its question', () => {
    expect(nextPath('/clusters?status=failed&open=a')).toBe('/clusters?status=failed&open=a');
  });

  it.each([
    'https://evil.example/',
    '//evil.example/clusters',
    '/\\evil.example',
    '/\t/evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    '/api/trpc/clusters.list',
    '/sign-in?next=/sign-in',
    'clusters',
    '',
    null,
  ])('leads from %j to the overview', (wanted) => {
    expect(nextPath(wanted)).toBe('/');
  });

  it('never leaves the hub', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '\t', '@', 'a', '%2f', '\n') }), (text) => {
        expect(new URL(nextPath(`/${text}`), 'https://hub.test').origin).toBe('https://hub.test');
      }),
    );
  });

  it('survives the way through the sign-in address', () => {
    const address = new URL(signInHref('/topology?view=nodes&q=a b'), 'https://hub.test');
    expect(nextPath(address.searchParams.get('next'))).toBe('/topology?view=nodes&q=a%20b');
  });
});
