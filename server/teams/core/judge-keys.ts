import type { ProviderKey, ProviderLook } from '../model/provider';

const MOST_KEYS = 20;
const MOST_TEXT = 100;
/** Keys that only their owner can sign with (RFC 7518, 6.1; RFC 8037): a shared secret proves nothing. */
const KINDS = new Set(['RSA', 'EC', 'OKP']);

/** Which keys a key set shows that can prove a signature (RFC 7517); those for encryption are left out. */
export function judgeKeys(set: unknown): ProviderLook {
  const given = typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys) ? set.keys : [];
  const keys = given.flatMap(keyOf).slice(0, MOST_KEYS);
  return { state: keys.length === 0 ? 'keys' : 'ok', detail: '', keys };
}

function keyOf(given: unknown): ProviderKey[] {
  if (typeof given !== 'object' || given === null) return [];
  const { kty, kid, alg, use } = given as Record<string, unknown>;
  if (typeof kty !== 'string' || !KINDS.has(kty) || use === 'enc') return [];
  return [{ id: shown(kid), kind: kty, algorithm: shown(alg) }];
}

const shown = (text: unknown) =>
  typeof text === 'string' ? text.replace(/[^\x20-\x7e]/g, '?').slice(0, MOST_TEXT) : '';
