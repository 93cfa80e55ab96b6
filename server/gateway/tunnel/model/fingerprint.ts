import { createHash, createPublicKey } from 'node:crypto';

/** `sha256:…` of a public key (PEM, SPKI), as people compare it between the agent's log and the console. Throws on no key. */
export function keyFingerprint(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
  return `sha256:${createHash('sha256').update(der).digest('hex')}`;
}
