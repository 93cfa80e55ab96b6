import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Env } from '~/server/env';
import type { Doors } from '~/server/gateway/doors';
import { type KeyPair, makeServerCertificate } from '~/server/gateway/hub-authority';

const DAY_MS = 86_400_000;
type Certificate = { cert: string; key: string };

/** The certificate of the machines' door: the one that is given, or one of the hub's own authority. */
export async function doorCertificate(authority: KeyPair, env: Env): Promise<Certificate> {
  if (env.tls) return { cert: readFileSync(env.tls.cert, 'utf8'), key: readFileSync(env.tls.key, 'utf8') };
  const own = env.publicUrl ? [env.publicUrl.hostname.replace(/^\[|\]$/g, '')] : [];
  const names = new Set(['localhost', '127.0.0.1', '::1', hostname(), ...own]);
  const { certificate, key } = await makeServerCertificate(authority, [...names], new Date());
  return { cert: `${certificate}\n${authority.certificate}`, key };
}

/** The certificate lives for 90 days and a hub may live longer; a file that is given may have been replaced. Returns how to stop. */
export function renewDaily(
  doors: Doors,
  authority: KeyPair,
  env: Env,
  onTrouble: (error: unknown) => void,
): () => void {
  const renew = async () => doors.renewCertificate(await doorCertificate(authority, env));
  const timer = setInterval(() => void renew().catch(onTrouble), DAY_MS);
  return () => clearInterval(timer);
}
