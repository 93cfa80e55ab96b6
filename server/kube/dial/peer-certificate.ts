import type { TLSSocket } from 'node:tls';

/** What the server showed of itself in the handshake. */
export type PeerCertificate = {
  subject: string;
  issuer: string;
  notBefore: Date;
  notAfter: Date;
  /** SHA-256 of the DER form, colon-separated hex as openssl prints it. */
  fingerprint: string;
  /** The certificate of the chain that ends first: what must be renewed first. */
  chainNotAfter: Date;
};

export type TlsFault = Error & { code?: string; peer?: PeerCertificate };

/** The server's certificate of a socket whose handshake is done, trusted or not. */
export function describePeer(socket: TLSSocket): PeerCertificate | undefined {
  const leaf = socket.getPeerCertificate(true);
  if (!leaf?.raw) return undefined;
  return {
    subject: nameOf(leaf.subject),
    issuer: nameOf(leaf.issuer),
    notBefore: new Date(leaf.valid_from),
    notAfter: new Date(leaf.valid_to),
    fingerprint: leaf.fingerprint256,
    chainNotAfter: earliestEnd(leaf),
  };
}

/** The error with the certificate that caused it, so that its sentence can name a fingerprint. */
export function withPeer(error: TlsFault, peer: PeerCertificate | undefined): TlsFault {
  return peer === undefined ? error : Object.assign(error, { peer });
}

type Chained = { valid_to: string; fingerprint256: string; issuerCertificate?: Chained };

function earliestEnd(leaf: Chained): Date {
  let earliest = new Date(leaf.valid_to);
  const seen = new Set<string>();
  // a root names itself as its issuer
  for (let link: Chained | undefined = leaf; link && !seen.has(link.fingerprint256); link = link.issuerCertificate) {
    seen.add(link.fingerprint256);
    const end = new Date(link.valid_to);
    if (end < earliest) earliest = end;
  }
  return earliest;
}

const nameOf = (name: { CN?: string | string[]; O?: string | string[] } | undefined) =>
  [name?.CN ?? name?.O ?? ''].flat().join(', ');
