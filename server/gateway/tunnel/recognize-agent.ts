import { verify, X509Certificate } from 'node:crypto';
import type { KnownAgent } from '~/server/clusters/ports';
import type { KeyPair } from '../hub-authority';
import type { TunnelStore } from '../tunnel-store';
import { keyFingerprint } from './model/fingerprint';
import { type Proof, proofText, type Verdict } from './model/handshake';

type Refused = Extract<Verdict, { type: 'refused' }>;
export type Recognized = { verdict: Verdict; cluster: string; agent?: KnownAgent };

export type RecognizeDeps = {
  authority: KeyPair;
  findByFingerprint(fingerprint: string): Promise<KnownAgent | undefined>;
  tunnels: Pick<TunnelStore, 'begin' | 'quarantine'>;
  /** This replica, and where the others reach it. */
  holder: string;
  address: string;
  now(): Date;
  /** Two that hold one key were told apart by nothing: a person should look. */
  onFlapping(agent: KnownAgent, until: Date): Promise<void>;
};

/** Tunnels that displaced a living one within the window: more than a bad network makes. */
export const MOST_DISPLACED = 6;
const WINDOW_SECONDS = 120;
const QUARANTINE_MS = 600_000;
const HOUR_MS = 3_600_000;

/**
 * Who shows a proof: the certificate is of the hub's authority and of now, the key is of an approved agent and signed this
 * socket's nonce. Whoever is welcome has the member's next epoch.
 */
export async function recognizeAgent(deps: RecognizeDeps, proof: Proof, nonce: string): Promise<Recognized> {
  const shown = readCertificate(deps, proof, nonce);
  if (typeof shown === 'string') return refused(shown, shown === 'expired' ? 0 : HOUR_MS);
  const agent = await deps.findByFingerprint(keyFingerprint(shown.publicKey));
  if (!agent || agent.id !== shown.id) return refused('unknown', HOUR_MS);
  if (agent.state !== 'approved' || agent.clusterId === null) return refused('revoked', HOUR_MS);
  const now = deps.now();
  if (agent.quarantinedUntil && agent.quarantinedUntil > now)
    return refused('flapping', agent.quarantinedUntil.getTime() - now.getTime());
  const { holder, address } = deps;
  const tunnel = { clusterId: agent.clusterId, agentId: agent.id, holder, address };
  const about = { agentVersion: proof.version, writes: proof.writes };
  const { epoch, displaced } = await deps.tunnels.begin({ ...tunnel, ...about }, WINDOW_SECONDS);
  if (displaced >= MOST_DISPLACED) {
    const until = new Date(now.getTime() + QUARANTINE_MS);
    await deps.tunnels.quarantine(agent.id, until);
    await deps.onFlapping(agent, until);
    return refused('flapping', QUARANTINE_MS);
  }
  return { verdict: { type: 'welcome', epoch }, cluster: agent.clusterId, agent };
}

const refused = (reason: Refused['reason'], retryMs: number): Recognized => ({
  verdict: { type: 'refused', reason, retryMs },
  cluster: '',
});

/** The key and id of a certificate of ours whose key signed the nonce; else why not. Nothing is asked of the database yet. */
function readCertificate(
  { authority, now }: Pick<RecognizeDeps, 'authority' | 'now'>,
  { certificate, signature }: Proof,
  nonce: string,
): { publicKey: string; id: string } | 'not-proved' | 'expired' {
  try {
    const shown = new X509Certificate(certificate);
    const ours = new X509Certificate(authority.certificate);
    if (!shown.checkIssued(ours) || !shown.verify(ours.publicKey)) return 'not-proved';
    const bytes = Buffer.from(signature, 'base64');
    if (!verify('sha256', Buffer.from(proofText(nonce)), shown.publicKey, bytes)) return 'not-proved';
    if (new Date(shown.validTo) <= now()) return 'expired';
    const publicKey = shown.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    return { publicKey, id: shown.subject.replace(/^CN=/, '') };
  } catch {
    return 'not-proved';
  }
}
