import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

export type PeerSide = 'caller' | 'holder';

/** Names and values of the upgrade between two replicas. */
export const PEER = { path: '/agent/peer', protocol: 'portolan-peer', header: 'x-portolan-peer' } as const;
const LABEL = 'EXPORTER-portolan-peer';

/**
 * What one replica shows another over their TLS connection: that it can open the hub's sealed authority, on this connection
 * and no other (RFC 5705), so that a proof cannot be passed on. `side` keeps a proof from being shown back.
 */
export function peerProof(
  socket: Pick<TLSSocket, 'exportKeyingMaterial'>,
  authorityKey: string,
  side: PeerSide,
): string {
  const key = Buffer.from(hkdfSync('sha256', authorityKey, '', 'portolan peer', 32));
  const material = socket.exportKeyingMaterial(32, LABEL, Buffer.alloc(0));
  return createHmac('sha256', key).update(side).update(material).digest('base64');
}

export function isPeerProof(shown: unknown, expected: string): boolean {
  if (typeof shown !== 'string' || shown.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(shown), Buffer.from(expected));
}
