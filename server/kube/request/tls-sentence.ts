import type { TlsFault } from '~/server/kube/dial/peer-certificate';

/**
 * A handshake that failed, as a sentence that says which certificate and what to do; undefined when it was no fault of TLS.
 * Codes: https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
 */
export function tlsSentence(fault: TlsFault): string | undefined {
  const code = fault.code ?? '';
  const sentence = SENTENCES[code];
  if (sentence) return `${sentence(fault)}${fingerprint(fault)}`;
  if (/^ERR_SSL_.*ALERT/.test(code)) return `the server refused the client certificate (${alert(code)})`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'the server does not speak TLS 1.2 or newer there';
  if (/^(CERT_|UNABLE_TO_|ERR_TLS_|INVALID_|CRL_|HOSTNAME_|ERR_OSSL_)/.test(code)) {
    return `the certificate is refused: ${fault.message}${fingerprint(fault)}`;
  }
  return undefined;
}

const unknownAuthority = (fault: TlsFault) =>
  `the server's certificate is signed by an authority that is not trusted here${issuer(fault)}`;

const SENTENCES: Record<string, (fault: TlsFault) => string> = {
  CERT_HAS_EXPIRED: (fault) =>
    `the server's certificate expired${fault.peer ? ` on ${fault.peer.chainNotAfter.toISOString()}` : ''}`,
  CERT_NOT_YET_VALID: (fault) =>
    `the server's certificate is not valid before ${fault.peer?.notBefore.toISOString() ?? 'later'}: check both clocks`,
  ERR_TLS_CERT_ALTNAME_INVALID: (fault) => `the server's certificate is for another host: ${fault.message}`,
  DEPTH_ZERO_SELF_SIGNED_CERT: () => "the server's certificate is self-signed and not trusted here",
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  CERT_SIGNATURE_FAILURE: (fault) =>
    `the server's certificate is signed by another authority of the same name${issuer(fault)}`,
};

const issuer = ({ peer }: TlsFault) => (peer && peer.issuer !== '' ? ` (${peer.issuer})` : '');
const fingerprint = ({ peer }: TlsFault) => (peer ? `; SHA-256 ${peer.fingerprint}` : '');
const alert = (code: string) =>
  code
    .replace(/^ERR_SSL_(TLSV1[0-9_]*|SSLV3)?_?(ALERT_)?/, '')
    .toLowerCase()
    .replaceAll('_', ' ');
