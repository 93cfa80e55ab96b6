import { isIP } from 'node:net';

/** The header in which the doors hand on where a request came from; what a client sends under this name is overwritten. */
export const CLIENT_ADDRESS = 'x-portolan-address';

/**
 * The address of who asks: that of the connection, or what the outermost of `hops` trusted proxies saw. Each of them appends
 * the address it was called from, so that only the last `hops` entries of X-Forwarded-For are not the client's own words.
 */
export function clientAddress(connection: string | undefined, forwarded: string | undefined, hops: number): string {
  const own = plain(connection ?? '') ?? '';
  if (hops === 0) return own;
  const told = (forwarded ?? '').split(',').map((entry) => plain(entry.trim()));
  return told.at(-Math.min(hops, told.length)) ?? own;
}

/** An address without brackets, port or the IPv4-in-IPv6 prefix; undefined when it is none. */
function plain(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(address) ? address : undefined;
}
