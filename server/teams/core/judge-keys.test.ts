import { expect, it } from 'vitest';
import { judgeKeys } from './judge-keys';

const rsa = { kty: 'RSA', kid: 'one', alg: 'RS256', use: 'sig', n: 'modulus', e: 'AQAB' };

it.each<[string, unknown, string[]]>([
  ['a key for signatures', { keys: [rsa] }, ['one']],
  ['one without a use', { keys: [{ kty: 'EC', kid: 'two' }] }, ['two']],
  ['none that is a shared secret', { keys: [{ kty: 'oct', kid: 'shared', k: 'secret' }] }, []],
  ['none for encryption', { keys: [{ ...rsa, use: 'enc' }] }, []],
  ['none of what is no key', { keys: [null, 7, 'RSA', {}, { kty: 1 }] }, []],
  ['none of what is no set', '<html>', []],
  ['none of nothing', undefined, []],
])('finds %s', (_what, set, ids) => {
  const { state, keys } = judgeKeys(set);
  expect(keys.map(({ id }) => id)).toEqual(ids);
  expect(state).toBe(ids.length > 0 ? 'ok' : 'keys');
});

it('tells what a key is and never the key, at most twenty and each on one line', () => {
  const { keys } = judgeKeys({ keys: Array.from({ length: 30 }, () => ({ ...rsa, kid: `a\n${'x'.repeat(500)}` })) });
  expect(keys).toHaveLength(20);
  expect(keys[0]).toEqual({ id: `a?${'x'.repeat(98)}`, kind: 'RSA', algorithm: 'RS256' });
});
