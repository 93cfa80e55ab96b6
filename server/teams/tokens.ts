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

const API_PREFIX = 'portolan_pat_';
const CHECKSUM = 6;

/** A token of the API: its last characters are a checksum, so that scanners, and the hub, know a mistyped one without asking. */
export function newApiToken(): string {
  const random = crypto.randomBytes(BYTES).toString('base64url');
  return `${API_PREFIX}${random}${checksumOf(random)}`;
}

export const isApiToken = (token: string): boolean => token.startsWith(API_PREFIX);

/** Whether a token of the API is written as one. */
export function isWellFormed(token: string): boolean {
  const random = token.slice(API_PREFIX.length, -CHECKSUM);
  return token === `${API_PREFIX}${random}${checksumOf(random)}`;
}

const checksumOf = (random: string) =>
  crypto.createHash('sha256').update(random).digest('base64url').slice(0, CHECKSUM);
