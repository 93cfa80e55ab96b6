import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { privateAuthority } from './private-authority';

/** In PEM; `authority` as `privateAuthority` tells it. */
export type GivenCertificate = { cert: string; key: string; authority: string | null };
type Files = { cert: string; key: string };

/**
 * Answers the certificate that stands in two files now: who issues it (certbot, cert-manager) replaces them while the hub runs.
 * While they cannot be read, or one of them is still the old one, that is trouble, told once, and what stood there before is
 * answered. Throws one sentence when there is none to begin with.
 */
export function followCertificate(files: Files, onTrouble: (error: unknown) => void): () => GivenCertificate {
  let last = taken(readPair(files), files);
  let told: string | undefined;
  return () => {
    try {
      const { cert, key } = readPair(files);
      if (cert !== last.cert || key !== last.key) last = taken({ cert, key }, files);
      told = undefined;
    } catch (error) {
      const { message } = error as Error;
      if (message !== told) onTrouble(error);
      told = message;
    }
    return last;
  };
}

const readPair = ({ cert, key }: Files) => ({ cert: readText(cert), key: readText(key) });

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`the certificate's file ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function taken(pair: Files, { cert, key }: Files): GivenCertificate {
  // a TLS context takes an empty text for none given, which a file is while it is written
  if (!isPair(pair)) throw new Error(`${cert} and ${key} are not a certificate and its key`);
  return { ...pair, authority: privateAuthority(pair.cert) };
}

function isPair({ cert, key }: Files): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
