import { createPrivateKey, X509Certificate } from 'node:crypto';
import { ok, type Result, refused } from '~/server/kernel/result';

/** The PEM text inside base64, checked to be what it must be; undefined when there is none. */
export function readPem(
  base64: string | null | undefined,
  what: 'CERTIFICATE' | 'PRIVATE KEY',
): Result<string | undefined, string> {
  if (!base64) return ok(undefined);
  const pem = Buffer.from(base64, 'base64').toString('utf8');
  const blocks = pem.match(/-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g) ?? [];
  if (blocks.length === 0) return refused('holds no PEM');
  try {
    if (what === 'CERTIFICATE') for (const block of blocks) new X509Certificate(block);
    else createPrivateKey(pem);
  } catch {
    return refused(what === 'CERTIFICATE' ? 'holds no certificate that can be read' : 'holds no key that can be read');
  }
  return ok(pem);
}
