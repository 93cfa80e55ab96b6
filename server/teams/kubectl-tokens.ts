import crypto from 'node:crypto';
import { userCodeOf } from './core/user-code';
import { tokenHash } from './tokens';

type Digest = Uint8Array<ArrayBuffer>;

const PREFIX = 'portolan_refresh_';
const ACCESS_PREFIX = 'portolan_kubectl_';
/** 32 random bytes in base64url. */
const PART = 43;
const SHAPE = new RegExp(`^${PREFIX}[\\w-]{${2 * PART}}$`);

const random = () => crypto.randomBytes(32).toString('base64url');

/** By which kubectl speaks for a person, for some minutes. */
export const newAccessToken = () => `${ACCESS_PREFIX}${random()}`;
export const isAccessToken = (token: string): boolean => token.startsWith(ACCESS_PREFIX);

/** What a machine waits with, and what its person types. */
export const newDeviceCode = () => `portolan_device_${random()}`;
export function newUserCode(): string {
  return userCodeOf(crypto.randomBytes(64)) ?? newUserCode();
}

/**
 * What renews a session of kubectl. `family` is the same in all that one session is ever given, so that an old one is known
 * for what it is; `part` is another at each use.
 */
export type RefreshToken = { family: string; part: string };

export const newRefreshToken = (): RefreshToken => ({ family: random(), part: random() });

/** Undefined for what is not written as one. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  if (!SHAPE.test(text)) return undefined;
  return { family: text.slice(PREFIX.length, -PART), part: text.slice(-PART) };
}

export const writeRefreshToken = ({ family, part }: RefreshToken): string => `${PREFIX}${family}${part}`;

/** The one that comes after it: the same for the same salt, however often it is asked for. */
export function successorOf({ family, part }: RefreshToken, salt: Uint8Array): RefreshToken {
  return { family, part: crypto.createHmac('sha256', salt).update(part).digest('base64url') };
}

export const newSalt = (): Digest => new Uint8Array(crypto.randomBytes(32));

/** What is kept of it. */
export const hashesOf = ({ family, part }: RefreshToken): { familyHash: Digest; partHash: Digest } => ({
  familyHash: tokenHash(family),
  partHash: tokenHash(part),
});
