import { ok, type Result, refused } from '~/server/kernel/result';
import type { OidcRefusal } from '../model/provider';

/** Who a provider says someone is. */
export type Claimed = { subject: string; name: string; groups: string[] };

const MOST_SUBJECT = 255;
const MOST_NAME = 100;
const MOST_GROUPS = 1_000;

/**
 * Reads the claims of a token whose signature, issuer and audience are proved. No subject, no person: whatever it says
 * besides. Groups that are no list of texts are none.
 */
export function judgeClaims(claims: Record<string, unknown>, groupsClaim: string): Result<Claimed, OidcRefusal> {
  const { sub } = claims;
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > MOST_SUBJECT) {
    return refused({ code: 'claims', detail: 'the token names no subject' });
  }
  const names = [claims['name'], claims['preferred_username'], claims['email'], sub].map(shown);
  const given = Object.hasOwn(claims, groupsClaim) ? claims[groupsClaim] : undefined;
  const groups = Array.isArray(given) ? given.filter((group) => typeof group === 'string' && group !== '') : [];
  return ok({
    subject: sub,
    name: names.find((name) => name !== '') ?? 'someone',
    groups: [...new Set<string>(groups)].slice(0, MOST_GROUPS),
  });
}

/** One line of characters that can be seen. */
const shown = (text: unknown) =>
  typeof text === 'string'
    ? text
        .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
        .trim()
        .slice(0, MOST_NAME)
    : '';
