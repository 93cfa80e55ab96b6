import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeClaims } from './judge-claims';

describe('what a provider claims', () => {
  it.each([[undefined], [null], [''], ['  '], [[]], [['a']], [{ a: 1 }], [7], [true], ['x'.repeat(256)]])(
    'is refused with the subject %j',
    (sub) => {
      expect(judgeClaims({ sub, name: 'Ada', groups: ['shop'] }, 'groups')).toMatchObject({
        ok: false,
        reason: { code: 'claims' },
      });
    },
  );

  it('names someone by what can be shown', () => {
    expect(judgeClaims({ sub: '1', name: ' Ada\u202e\n ', email: 'a@b' }, 'groups')).toMatchObject({
      value: { name: 'Ada' },
    });
    expect(judgeClaims({ sub: '1', name: ['x'], email: 'a@b' }, 'groups')).toMatchObject({ value: { name: 'a@b' } });
    expect(judgeClaims({ sub: '1' }, 'groups')).toMatchObject({ value: { name: '1' } });
  });

  it.each([['shop'], [{ shop: true }], [null], [undefined]])('puts nobody into a group by %j', (groups) => {
    expect(judgeClaims({ sub: '1', groups }, 'groups')).toMatchObject({ value: { groups: [] } });
  });

  it('is for any claims either refused or exactly one subject that is not empty', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('sub', 'name', 'email', 'groups', 'x'), fc.jsonValue()), (claims) => {
        const judged = judgeClaims(claims, '__proto__');
        if (judged.ok) expect(judged.value.subject.trim()).not.toBe('');
        else expect(judged.reason.code).toBe('claims');
      }),
    );
  });
});
