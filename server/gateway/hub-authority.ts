import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as Crypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
const AUTHORITY_DAYS = 3650;
export const SERVER_DAYS = 90;
/** Of an agent's certificate: a day, so that a stolen one is soon worth nothing. */
export const AGENT_CERTIFICATE_MS = DAY;

export type KeyPair = { certificate: string; key: string };

/** A new authority of the hub's own: who trusts its certificate trusts the machines' door and no one else. */
export async function makeAuthority(now: Date): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Portolan hub authority',
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** A server certificate for these names and addresses, signed by the hub's authority. */
export async function makeServerCertificate(authority: KeyPair, names: string[], now: Date): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=portolan',
    issuer: issuer.subject,
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + SERVER_DAYS * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await signingKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** An agent's certificate over the key (SPKI, PEM) that it made itself; its subject is the agent's id. */
export async function makeAgentCertificate(
  authority: KeyPair,
  { id, publicKey }: { id: string; publicKey: string },
  now: Date,
): Promise<{ certificate: string; expiresAt: Date }> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const expiresAt = new Date(now.getTime() + AGENT_CERTIFICATE_MS);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${id}`,
    issuer: issuer.subject,
    notBefore: new Date(now.getTime() - DAY),
    notAfter: expiresAt,
    signingAlgorithm: ALGORITHM,
    publicKey: new x509.PublicKey(publicKey),
    signingKey: await signingKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { certificate: certificate.toString('pem'), expiresAt };
}

const alternativeName = (name: string): { type: 'ip' | 'dns'; value: string } =>
  /^[0-9.]+$|:/.test(name) ? { type: 'ip', value: name } : { type: 'dns', value: name };

const pemOf = async (key: CryptoKey) =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

const signingKey = (pem: string) =>
  webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), ALGORITHM, false, ['sign']);
