import crypto from 'node:crypto';

const BYTES = 32;

/** A secret that a person or a program shows: 256 random bits, with a prefix by which scanners find a leaked one. */
export function newToken(kind: 'link' | 'session' | 'local' | 'invitation'): string {
  return `portolan_${kind}_${crypto.randomBytes(BYTES).toString('base64url')}`;
}

/** What is kept of a token. The token has 256 bits of entropy, so one round of SHA-256 is enough (ASVS 6.5.2). */
export function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(crypto.createHash('sha256').update(token).digest());
}
