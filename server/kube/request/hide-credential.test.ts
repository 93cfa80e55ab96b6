import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { hideCredential } from './hide-credential';
import { statusFailure } from './status-failure';

const credential = (token: string) => ({ kind: 'token' as const, token: new Secret(token) });

it('takes the token out of whatever a member says', () => {
  const token = fc.string({ minLength: 20, maxLength: 60, unit: fc.constantFrom(...'abcXYZ019-_.~+/=') });
  fc.assert(
    fc.property(token, fc.string(), (value, around) => {
      const said = `${around}Bearer ${value}${around} ${encodeURIComponent(value)}`;
      expect(hideCredential(said, credential(value))).not.toContain(value);
    }),
  );
});

it('leaves other words as they are', () => {
  expect(hideCredential('pods "web" not found', credential('a-token-of-a-member'))).toBe('pods "web" not found');
});

it('stands before every refusal that is told', () => {
  const member = { name: 'one', credential: credential('a-token-of-a-member') };
  const body = '{"kind":"Status","message":"not Bearer a-token-of-a-member","reason":"Unauthorized"}';
  const failure = statusFailure(member, { status: 401, retryAfter: undefined, body }, new Date(0));
  expect(failure).toMatchObject({ failure: { cluster: 'one', detail: 'not Bearer [secret]' } });
});
