import { COMMON_PASSWORDS } from './common-passwords';

export const SHORTEST_PASSWORD = 12;
const FEWEST_CHARACTERS = 5;

/**
 * Why a password cannot be chosen, in a sentence, or undefined. Length and what attackers try first count, no rules about
 * kinds of characters (NIST SP 800-63B, 3.1.1.2).
 */
export function judgePassword(password: string, login: string): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `has ${length} characters; at least ${SHORTEST_PASSWORD} are needed`;
  const small = password.toLowerCase();
  if (COMMON_PASSWORDS.has(small)) return 'is one of the commonest passwords';
  if (new Set(small).size < FEWEST_CHARACTERS) return 'repeats the same few characters';
  const name = login.split('@')[0] ?? '';
  const rest = name === '' ? small : small.replaceAll(name, '');
  return name.length > 2 && rest.length < SHORTEST_PASSWORD / 2 ? 'is little more than the name' : undefined;
}
