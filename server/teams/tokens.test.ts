import { expect, it } from 'vitest';
import { isApiToken, isWellFormed, newApiToken, newToken } from './tokens';

it('a token of the API is known by its checksum, so that a mistyped one costs no question', () => {
  const token = newApiToken();
  expect(token).toMatch(/^portolan_pat_[\w-]{49}$/);
  expect(isApiToken(token) && isWellFormed(token)).toBe(true);
  const mistyped = token.slice(0, 20) + (token[20] === 'a' ? 'b' : 'a') + token.slice(21);
  expect(isWellFormed(mistyped)).toBe(false);
  for (const other of ['', 'portolan_pat_', `${token}x`, token.slice(1)]) expect(isWellFormed(other)).toBe(false);
  expect(isApiToken(newToken('session'))).toBe(false);
});
