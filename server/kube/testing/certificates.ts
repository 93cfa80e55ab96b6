import { webcrypto } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A certificate and its key in PEM. */
export type Issued = { certificate: string; key: string };

/** An authority made for one test, so that every fault of a certificate can be had on purpose. */
export type TestAuthority = {
  certificate: string;
  issue(options: IssueOptions): Promise<Issued>;
};

export type IssueOptions = {
  /** As `CN=ada, O=crew`. */
  name: string;
  hosts?: string[];
  addresses?: string[];
  notBefore?: Date;
  notAfter?: Date;
};

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export async function createTestAuthority(name = 'CN=test authority'): Promise<TestAuthority> {
  const keys = await newKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name,
      keys,
      signingAlgorithm: ALGORITHM,
      ...validity({}),
      extensions: [
        new x509.BasicConstraintsExtension(true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign),
      ],
    },
    webcrypto as Crypto,
  );
  return {
    certificate: authority.toString('pem'),
    async issue(options) {
      const own = await newKeys();
      const names: x509.JsonGeneralNames = [
        ...(options.hosts ?? []).map((value) => ({ type: 'dns' as const, value })),
        ...(options.addresses ?? []).map((value) => ({ type: 'ip' as const, value })),
      ];
      const certificate = await x509.X509CertificateGenerator.create(
        {
          subject: options.name,
          issuer: authority.subject,
          publicKey: own.publicKey,
          signingKey: keys.privateKey,
          signingAlgorithm: ALGORITHM,
          ...validity(options),
          extensions: names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
        },
        webcrypto as Crypto,
      );
      return { certificate: certificate.toString('pem'), key: await keyPem(own.privateKey) };
    },
  };
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

const validity = ({ notBefore, notAfter }: { notBefore?: Date; notAfter?: Date }) => ({
  notBefore: notBefore ?? new Date(Date.now() - DAY_MS),
  notAfter: notAfter ?? new Date(Date.now() + DAY_MS),
});

async function keyPem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
