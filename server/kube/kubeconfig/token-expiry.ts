import { z } from 'zod';

const Claims = z.object({ exp: z.number().optional(), iat: z.number().optional() });

/** When a token ends, if it is a JWT that says so. */
export const tokenExpiry = (token: string): Date | undefined => tokenTime(token, 'exp');

/** When a token ends or was issued, if it is a JWT that says so (RFC 7519 section 4.1); its signature is not ours to check. */
export function tokenTime(token: string, claim: 'exp' | 'iat'): Date | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const seconds = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))[claim];
    return seconds === undefined ? undefined : new Date(seconds * 1000);
  } catch {
    return undefined;
  }
}
