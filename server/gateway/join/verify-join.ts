import { createPublicKey, verify } from 'node:crypto';
import { CLOCK_SKEW_MS } from '~/server/clusters/core/judge-introduction';
import { keyFingerprint } from '../tunnel/model/fingerprint';
import { type JoinRequest, joinText } from '../tunnel/model/join';

export type VerifiedJoin = { ok: true; fingerprint: string } | { ok: false; sentence: string };

/** Whether the request is of now, by the hub's clock, and signed by the key that it introduces. */
export function verifyJoin(request: JoinRequest, now: Date): VerifiedJoin {
  const age = now.getTime() - Date.parse(request.signedAt);
  if (Math.abs(age) > CLOCK_SKEW_MS)
    return no(
      `the agent's clock is ${Math.round(Math.abs(age) / 1000)} s ${age > 0 ? 'behind' : 'ahead of'} the hub's`,
    );
  try {
    const key = createPublicKey(request.publicKey);
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
      return no('the key must be of ECDSA on P-256');
    const isOwn = verify('sha256', Buffer.from(joinText(request)), key, Buffer.from(request.signature, 'base64'));
    return isOwn ? { ok: true, fingerprint: keyFingerprint(request.publicKey) } : no(NOT_SIGNED);
  } catch {
    return no(NOT_SIGNED);
  }
}

const NOT_SIGNED = 'the request is not signed by the key that it introduces';
const no = (sentence: string): VerifiedJoin => ({ ok: false, sentence });
