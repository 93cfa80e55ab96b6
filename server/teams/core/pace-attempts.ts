import ipaddr from 'ipaddr.js';

/**
 * Whose tries are counted: an account's, a network's, an account's from a network it has signed in from before (`place`), and
 * all of the hub's. A known place has a count of its own, so that whoever guesses at an account does not keep its owner out.
 */
export type AttemptOf = 'account' | 'place' | 'address' | 'hub';

/** So many tries are free; each one more doubles the wait, up to the most. Nobody is ever locked out. */
type Pace = { free: number; firstMs: number; mostMs: number };
const PACES: Record<AttemptOf, Pace> = {
  account: { free: 10, firstMs: 1_000, mostMs: 60_000 },
  place: { free: 10, firstMs: 1_000, mostMs: 60_000 },
  address: { free: 30, firstMs: 1_000, mostMs: 300_000 },
  hub: { free: 200, firstMs: 50, mostMs: 400 },
};
/** After so long without a try all of them are forgotten. */
const FORGET_MS = 900_000;

export type Tried = { tries: number; lastAt: Date; notBefore: Date };

/** Milliseconds until the next try may be made; 0: now. */
export const waitOf = ({ notBefore }: Tried, now: Date): number => Math.max(0, notBefore.getTime() - now.getTime());

/** The count after one more try, and when the one after that may be made. */
export function afterTry(of: AttemptOf, { tries: before, lastAt }: Tried, now: Date): Tried {
  const { free, firstMs, mostMs } = PACES[of];
  const tries = (now.getTime() - lastAt.getTime() > FORGET_MS ? 0 : before) + 1;
  const over = tries - free;
  const wait = over < 0 ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(over, 30));
  return { tries, lastAt: now, notBefore: new Date(now.getTime() + wait) };
}

const IPV4_BITS = 24;
const IPV6_BITS = 56;

/** The network of an address, of which one person often has the whole: an IPv4 /24, an IPv6 /56. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  const bits = parsed.kind() === 'ipv4' ? IPV4_BITS : IPV6_BITS;
  const bytes = parsed
    .toByteArray()
    .map((byte, index) => byte & (0xff << Math.max(0, Math.min(8, 8 * (index + 1) - bits))) & 0xff);
  return `${ipaddr.fromByteArray(bytes)}/${bits}`;
}
