import type { Clock } from '~/server/kernel/clock';
import type { PersonActor } from './model/actor';
import type { TokenStore } from './ports';
import { isWellFormed, tokenHash } from './tokens';

/** Who a token of the API speaks for, with the rights of now cut down to its own; undefined when it does not live. */
export async function authenticateToken(
  { tokens, clock }: { tokens: TokenStore; clock: Clock },
  token: string,
): Promise<PersonActor | undefined> {
  return isWellFormed(token) ? tokens.find(tokenHash(token), clock.now()) : undefined;
}
