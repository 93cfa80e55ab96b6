import { z } from 'zod';

const Claims = z.object({ exp: z.number().optional() });

/** When a token says that it ends, if it is a JWT that says so (RFC 7519 section 4.1.4); its signature is not ours to check. */
export function tokenExpiry(token: string): Date | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const { exp } = Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return exp === undefined ? undefined : new Date(exp * 1000);
  } catch {
    return undefined;
  }
}
