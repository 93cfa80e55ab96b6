import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** PEM. */
export type KeyPair = { certificate: string; key: string };
type Subject = { commonName: string; organizations?: readonly string[] };
export type Lifetime = { notBefore: Date; notAfter: Date };

/** A certificate authority of one member: P-256, made when the member starts. */
export type Authority = {
  certificate: string;
  /** For 127.0.0.1, ::1, localhost and the names given. */
  issueServer(lifetime: Lifetime, names?: readonly string[]): Promise<KeyPair>;
  /** A user: CN is the name, O the groups (https://kubernetes.io/docs/reference/access-authn-authz/authentication/). */
  issueClient(lifetime: Lifetime, subject: Subject): Promise<KeyPair>;
};

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function createAuthority(name: string, lifetime: Lifetime): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    ...lifetime,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issue = async (subject: x509.JsonName, period: Lifetime, extensions: x509.Extension[]): Promise<KeyPair> => {
    const own = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject,
      issuer: authority.subject,
      ...period,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions,
    });
    const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', own.privateKey), 'PRIVATE KEY');
    return { certificate: `${certificate.toString('pem')}\n`, key: `${key}\n` };
  };
  return {
    certificate: `${authority.toString('pem')}\n`,
    issueServer: (period, names = []) => issue([{ CN: ['kube-apiserver'] }], period, serverExtensions(names)),
    issueClient: (period, { commonName, organizations = [] }) =>
      issue([...organizations.map((organization) => ({ O: [organization] })), { CN: [commonName] }], period, [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      ]),
  };
}

function serverExtensions(names: readonly string[]): x509.Extension[] {
  const dns = ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc', ...names];
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([
      ...dns.map((value) => ({ type: 'dns' as const, value })),
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]),
  ];
}

/** RFC 5280: positive, at most 20 octets. */
const serial = () => Buffer.from([1, ...crypto.getRandomValues(new Uint8Array(15))]).toString('hex');
