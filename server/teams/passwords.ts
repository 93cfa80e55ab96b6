import crypto from 'node:crypto';
import { DomainError } from '~/server/kernel/failure';

/** Hashes passwords and compares them; `undefined` as the hash takes as long as any and is never right. */
export type Passwords = {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string | undefined): Promise<boolean>;
};

type Cost = { N: number; r: number; p: number };
/** OWASP's first choice for scrypt: 128 MiB for each. */
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
const SALT = 16;
const KEY = 32;
/** A hash holds a thread of Node's pool of four: names and files must not wait for all of them. */
const AT_ONCE = 2;
const MOST_WAITING = 64;

/** scrypt of node:crypto, a few at once. `cost` is lower in tests alone. */
export function scryptPasswords(cost: Cost = COST): Passwords {
  const inTurn = createTurns(AT_ONCE, MOST_WAITING);
  const derive = (password: string, salt: Buffer, { N, r, p }: Cost) =>
    inTurn(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          const options = { N, r, p, maxmem: 256 * N * r + 2 ** 20 };
          crypto.scrypt(password.normalize('NFKC'), salt, KEY, options, (error, key) =>
            error ? reject(error) : resolve(key),
          );
        }),
    );
  return {
    hash: async (password) => {
      const salt = crypto.randomBytes(SALT);
      return write(cost, salt, await derive(password, salt, cost));
    },
    verify: async (password, hash) => {
      const kept = hash === undefined ? undefined : read(hash);
      const key = await derive(password, kept?.salt ?? crypto.randomBytes(SALT), kept?.cost ?? cost);
      return kept !== undefined && crypto.timingSafeEqual(key, kept.key);
    },
  };
}

const write = ({ N, r, p }: Cost, salt: Buffer, key: Buffer) =>
  `scrypt:${N}:${r}:${p}:${salt.toString('base64')}:${key.toString('base64')}`;

function read(hash: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined {
  const [name, N, r, p, salt = '', key = ''] = hash.split(':');
  const bytes = Buffer.from(key, 'base64');
  if (name !== 'scrypt' || bytes.length !== KEY) return undefined;
  return { cost: { N: Number(N), r: Number(r), p: Number(p) }, salt: Buffer.from(salt, 'base64'), key: bytes };
}

/** Lets `atOnce` run, the others wait in order; who comes when `most` wait already is told to come later. */
function createTurns(atOnce: number, most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (waiting.length >= most) {
      throw new DomainError({ kind: 'unavailable', what: 'sign-in', detail: 'too many are signing in at this moment' });
    }
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
