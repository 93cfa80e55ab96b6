import ipaddr from 'ipaddr.js';
import { invalid } from '~/server/kernel/failure';

/** One range that the hub may dial beyond the public internet, on the ports `from` to `to`. */
export type DialAllow = { network: ipaddr.IPv4 | ipaddr.IPv6; prefix: number; from: number; to: number };

/**
 * Reads `PORTOLAN_DIAL_ALLOW`: a comma list of `CIDR[:port|:from-to]`, as in `10.0.0.0/8:6443,fd12::/16:6000-7000`.
 * Throws `invalid` with the entry that cannot be read: a mistyped rule must not open or close something else.
 */
export function parseDialAllow(text: string): DialAllow[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string): DialAllow {
  const parts = /^([0-9a-fA-F.:]+)\/(\d{1,3})(?::(\d{1,5})(?:-(\d{1,5}))?)?$/.exec(entry);
  const [, address = '', bits = '', first, last] = parts ?? [];
  if (!parts || !isWritten(address)) throw invalid('PORTOLAN_DIAL_ALLOW', `"${entry}" is not CIDR[:port|:from-to]`);
  const network = ipaddr.parse(address);
  const prefix = Number(bits);
  if (prefix > (network.kind() === 'ipv4' ? 32 : 128)) {
    throw invalid('PORTOLAN_DIAL_ALLOW', `"${entry}" has an impossible prefix length`);
  }
  const from = first === undefined ? 1 : Number(first);
  const to = last !== undefined ? Number(last) : first !== undefined ? from : 65_535;
  if (from < 1 || to > 65_535 || from > to) throw invalid('PORTOLAN_DIAL_ALLOW', `"${entry}" has impossible ports`);
  return { network, prefix, from, to };
}

/** ipaddr.js also reads `10.1` and `0x7f000001`; a rule is written out. */
const isWritten = (address: string) => ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
