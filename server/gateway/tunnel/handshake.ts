import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { Proof, type Verdict } from './model/handshake';
import { HANDSHAKE_MS } from './model/limits';

/** Who an agent is, from its proof of this socket's nonce; decides at once whether it is let in, and as which epoch. */
export type Recognize = (proof: Proof, nonce: string) => Promise<{ verdict: Verdict; cluster: string }>;

export type Admitted = { cluster: string; epoch: number; version: string; writes: boolean };

/**
 * The hub's side of the first frames: challenge, proof, verdict. Answers whom the socket belongs to, or undefined when it was
 * refused or said nothing in time; the socket is then closed.
 */
export async function admitAgent(socket: WebSocket, recognize: Recognize): Promise<Admitted | undefined> {
  const nonce = randomBytes(32).toString('base64');
  const timer = setTimeout(() => socket.terminate(), HANDSHAKE_MS);
  try {
    const answer = nextText(socket);
    socket.send(JSON.stringify({ type: 'challenge', nonce }));
    const proof = readProof(await answer);
    const { verdict, cluster } = proof ? await recognize(proof, nonce) : NOT_PROVED;
    if (socket.readyState !== socket.OPEN) return undefined;
    socket.send(JSON.stringify(verdict));
    if (verdict.type === 'welcome' && proof)
      return { cluster, epoch: verdict.epoch, version: proof.version, writes: proof.writes };
    socket.close(1008);
    return undefined;
  } catch {
    socket.terminate();
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

const NOT_PROVED = { verdict: { type: 'refused', reason: 'not-proved', retryMs: 60_000 }, cluster: '' } as const;

function readProof(text: string): Proof | undefined {
  try {
    return Proof.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The next frame, which must be text: before the verdict nothing else is said. */
export function nextText(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      socket.off('message', take);
      socket.off('close', lost);
    };
    const take = (data: Buffer, isBinary: boolean) => {
      stop();
      if (isBinary) reject(new Error('bytes before the handshake was over'));
      else resolve(String(data));
    };
    const lost = () => {
      stop();
      reject(new Error('closed during the handshake'));
    };
    socket.on('message', take);
    socket.on('close', lost);
  });
}
