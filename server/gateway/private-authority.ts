import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/**
 * Whom a client must trust to trust this chain (PEM, the server's own first): the end of it, where no public authority stands
 * behind it. Null where one does, and where the chain does not say who signed it.
 */
export function privateAuthority(chain: string, publicRoots: readonly string[] = rootCertificates): string | null {
  const [own, ...others] = certificatesIn(chain);
  if (!own) return null;
  const top = followIssuers(own, others);
  const isOwnIssuer = signedBy(top, top);
  if (publicRoots.map((pem) => new X509Certificate(pem)).some((root) => signedBy(top, root))) return null;
  return isOwnIssuer || top !== own ? top.toString() : null;
}

const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

/** From a certificate to the last one of the chain that stands behind it. */
function followIssuers(from: X509Certificate, others: readonly X509Certificate[]): X509Certificate {
  if (signedBy(from, from)) return from;
  const issuer = others.find((one) => signedBy(from, one));
  return issuer
    ? followIssuers(
        issuer,
        others.filter((one) => one !== issuer),
      )
    : from;
}

const signedBy = (one: X509Certificate, issuer: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);
