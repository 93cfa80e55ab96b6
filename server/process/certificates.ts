import { hostname } from 'node:os';
import type { Env } from '~/server/env';
import { type DoorCertificate, type Doors, LOCAL_NAME } from '~/server/gateway/doors';
import { followCertificate } from '~/server/gateway/given-certificate';
import { type KeyPair, makeServerCertificate } from '~/server/gateway/hub-authority';
import type { Log } from '~/server/log';

/** How often the hub looks whether the certificate that it was given was replaced. */
const LOOK_MS = 15_000;
/** One of the hub's own lives for 90 days and a hub may live longer. */
const OWN_MS = 86_400_000;
type Told = Pick<Log, 'error'>;

const tellTrouble = (log: Told) => (error: unknown) =>
  log.error({ err: error }, 'the certificate of the https door is not renewed; the one before stays');

/** What the machines' door is to show at the moment of a call: the certificate that is given, or one of the hub's own authority. */
export function doorCertificate(
  authority: KeyPair,
  env: Pick<Env, 'tls' | 'publicUrl'>,
  log: Told,
): () => Promise<DoorCertificate> {
  const own = ownCertificate(authority, env);
  if (!env.tls) return own;
  const given = followCertificate(env.tls, tellTrouble(log));
  return async () => {
    const { cert, key } = given();
    return { cert, key, local: await own() };
  };
}

function ownCertificate(authority: KeyPair, env: Pick<Env, 'publicUrl'>): () => Promise<DoorCertificate> {
  let own: { certificate: DoorCertificate; until: number } | undefined;
  return async () => {
    if (!own || own.until < Date.now())
      own = { certificate: await makeOwn(authority, env), until: Date.now() + OWN_MS };
    return own.certificate;
  };
}

async function makeOwn(authority: KeyPair, { publicUrl }: Pick<Env, 'publicUrl'>): Promise<DoorCertificate> {
  const own = publicUrl ? [publicUrl.hostname.replace(/^\[|\]$/g, '')] : [];
  const names = new Set(['localhost', '127.0.0.1', '::1', hostname(), LOCAL_NAME, ...own]);
  const { certificate, key } = await makeServerCertificate(authority, [...names], new Date());
  return { cert: `${certificate}\n${authority.certificate}`, key };
}

/** Lets the door show another certificate as soon as there is one; open connections stay. Returns how to stop. */
export function renewCertificate(
  doors: Pick<Doors, 'renewCertificate'>,
  certificate: () => Promise<DoorCertificate>,
  log: Told,
  every = LOOK_MS,
): () => void {
  let shown: DoorCertificate | undefined;
  const look = async () => {
    const next = await certificate();
    if (next.cert !== shown?.cert || next.local?.cert !== shown.local?.cert) doors.renewCertificate(next);
    shown = next;
  };
  const timer = setInterval(() => void look().catch(tellTrouble(log)), every);
  return () => clearInterval(timer);
}
