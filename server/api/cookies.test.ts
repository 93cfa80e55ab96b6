import { expect, it } from 'vitest';
import { readSessionToken, sessionCookie } from './cookies';

const TOKEN = 't'.repeat(30);
const cookie = `other=1; portolan=${TOKEN}`;

it.each([
  [{ cookie }, TOKEN],
  [{ cookie: `portolan=planted; __Host-portolan=${TOKEN}` }, TOKEN],
  [{ authorization: `Bearer ${TOKEN}`, cookie: 'portolan=other' }, TOKEN],
  [{ authorization: 'Bearer x', cookie }, undefined],
  [{ authorization: 'Basic eDp5', cookie }, undefined],
  [{}, undefined],
])('of %j the token is %j: who shows one is not judged by a cookie', (headers, token) => {
  expect(readSessionToken(new Headers(headers as Record<string, string>))).toBe(token);
});

it('is bound to this very host over https', () => {
  expect(sessionCookie(TOKEN, { secure: true, maxAgeSeconds: 9 })).toBe(
    `__Host-portolan=${TOKEN}; Secure; Path=/; HttpOnly; SameSite=Strict; Max-Age=9`,
  );
});
