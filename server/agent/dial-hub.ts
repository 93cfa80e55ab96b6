import { sign } from 'node:crypto';
import { WebSocket } from 'ws';
import { Challenge, proofText, Verdict } from '~/server/gateway/tunnel/model/handshake';
import { DEAD_MS, HANDSHAKE_MS, MAX_FRAME } from '~/server/gateway/tunnel/model/limits';
import { watchSilence } from '~/server/gateway/tunnel/model/watch-silence';

export type Hub = {
  /** `https://host:port` of the machines' door. */
  url: string;
  /** PEM of the authority that the hub's certificate must be of; the system's roots when absent. */
  ca: string | undefined;
};

/** Who the agent is: its key never leaves the member. */
export type Identity = { key: string; certificate: string };

export type Dialled = { socket: WebSocket; epoch: number } | { refused: Extract<Verdict, { type: 'refused' }> };

/**
 * Opens a socket to the hub and proves the key. Rejects when the hub cannot be reached, is not who it must be, or says
 * nothing in time. The socket that is answered is cut when the hub's pings stay away.
 */
export async function dialHub(
  hub: Hub,
  { key, certificate }: Identity,
  about: { version: string; writes: boolean },
): Promise<Dialled> {
  const address = new URL('/agent/connect', hub.url);
  address.protocol = 'wss:';
  const socket = new WebSocket(address, {
    ...(hub.ca === undefined ? {} : { ca: hub.ca }),
    ...{ perMessageDeflate: false, maxPayload: MAX_FRAME, handshakeTimeout: HANDSHAKE_MS, followRedirects: false },
    generateMask: unmasked,
  });
  const timer = setTimeout(() => socket.terminate(), HANDSHAKE_MS);
  try {
    const { nonce } = Challenge.parse(await nextFrame(socket));
    const signature = sign('sha256', Buffer.from(proofText(nonce)), key).toString('base64');
    const verdict = nextFrame(socket);
    socket.send(JSON.stringify({ type: 'proof', certificate, signature, ...about }));
    const answered = Verdict.parse(await verdict);
    if (answered.type === 'refused') {
      socket.close();
      return { refused: answered };
    }
    cutWhenQuiet(socket);
    return { socket, epoch: answered.epoch };
  } catch (error) {
    socket.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Masks keep scripts in a browser from writing what a proxy would take for a request (RFC 6455, 10.3). No script writes here,
 * and TLS hides the bytes from proxies: a mask of zeros spares both ends a pass over every byte of a download.
 */
function unmasked(mask: Buffer): void {
  mask.fill(0);
}

function nextFrame(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      socket.off('message', take);
      socket.off('error', lost);
      socket.off('close', closed);
      then();
    };
    const take = (data: Buffer) => settle(() => resolve(readJson(String(data))));
    const lost = (error: Error) => settle(() => reject(error));
    const closed = (code: number) => settle(() => reject(new Error(`the hub closed the connection (${code})`)));
    socket.on('message', take);
    socket.on('error', lost);
    socket.on('close', closed);
  });
}

/** What is no JSON is no frame of the hub's; its schema says so where it is read. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The hub pings; a socket whose other end is gone tells nothing by itself. */
function cutWhenQuiet(socket: WebSocket): void {
  const silence = watchSilence(DEAD_MS / 6, { dead: () => socket.terminate() });
  for (const sign of ['ping', 'message']) socket.on(sign, silence.heard);
  socket.on('error', () => socket.terminate());
  socket.once('close', silence.stop);
}
