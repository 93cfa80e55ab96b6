import ipaddr from 'ipaddr.js';
import type { DialAllow } from './dial-allow';

/** Says in a sentence why the hub must not connect to an address and port, or undefined when it may. */
export type AddressPolicy = (address: string, port: number) => string | undefined;

/** Where managed and self-made API servers on the public internet listen; any other port is opened by configuration. */
const PUBLIC_PORTS: ReadonlySet<number> = new Set([443, 6443, 8443, 16443]);
/** Where mail is handed in under TLS (RFC 8314). */
export const MAIL_PORTS: ReadonlySet<number> = new Set([465, 587]);

/**
 * Instance metadata of AWS, GCP, Azure, Alibaba and Oracle clouds: they hand out credentials to whoever asks, so no
 * configuration opens them. 169.254.0.0/16 is in NEVER as link-local.
 */
const METADATA = ['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'].map((address) =>
  ipaddr.parse(address).toNormalizedString(),
);

/** Ranges of ipaddr.js that no configuration opens. */
const NEVER = new Set(['unspecified', 'broadcast', 'multicast', 'linkLocal', 'deprecatedSiteLocal']);

/** Tunnels that carry an IPv4 address in a place that depends on the network: what they lead to cannot be checked. */
const OPAQUE = new Set(['teredo', 'rfc6052', 'rfc6145']);

/** The policy of architecture.md "Members": public addresses on the usual ports, the rest only where `allow` opens it. */
export function createAddressPolicy(allow: DialAllow[], publicPorts = PUBLIC_PORTS): AddressPolicy {
  return (text, port) => {
    if (text.includes('%') || !ipaddr.isValid(text)) return `${text} is no plain IP address`;
    if (!isPort(port)) return `${port} is no port`;
    const address = unwrap(ipaddr.parse(text));
    const forever = refusedForever(address);
    if (forever !== undefined || allow.some((entry) => opens(entry, address, port))) return forever;
    return refusedUnlessOpened(address, port, publicPorts);
  };
}

function refusedForever(address: ipaddr.IPv4 | ipaddr.IPv6): string | undefined {
  if (METADATA.includes(address.toNormalizedString())) return `${address} is a cloud's metadata address`;
  const range = address.range();
  return NEVER.has(range) || OPAQUE.has(range) ? `${address} is ${range} and can never be dialled` : undefined;
}

function refusedUnlessOpened(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  port: number,
  publicPorts: ReadonlySet<number>,
): string | undefined {
  const range = address.range();
  if (range !== 'unicast') return `${address}:${port} is ${range}: PORTOLAN_DIAL_ALLOW does not open it`;
  return publicPorts.has(port) ? undefined : `port ${port} of ${address} is not opened by PORTOLAN_DIAL_ALLOW`;
}

function opens(entry: DialAllow, address: ipaddr.IPv4 | ipaddr.IPv6, port: number): boolean {
  if (port < entry.from || port > entry.to) return false;
  return address.kind() === entry.network.kind() && address.match(entry.network, entry.prefix);
}

/** The IPv4 address that an IPv6 form leads to: `::ffff:a.b.c.d`, `::a.b.c.d`, NAT64 (RFC 6052), 6to4 (RFC 3056). */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  if (address.match(WELL_KNOWN_NAT64)) return new ipaddr.IPv4(bytes.slice(12));
  if (address.match(SIX_TO_FOUR)) return new ipaddr.IPv4(bytes.slice(2, 6));
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && !['::', '::1'].includes(address.toString());
  return isCompatible ? new ipaddr.IPv4(bytes.slice(12)) : address;
}

const WELL_KNOWN_NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const SIX_TO_FOUR = ipaddr.IPv6.parseCIDR('2002::/16');

const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
