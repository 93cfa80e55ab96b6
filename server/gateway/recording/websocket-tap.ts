import { createFrameReader } from '../members/core/websocket-frames';
import type { Hear, Heard, Tap } from './tap';

const MOST_MESSAGE = 4 * 1024 * 1024;
const CHANNELS: Readonly<Record<number, Heard>> = { 0: 'stdin', 1: 'stdout', 2: 'stderr', 3: 'error', 4: 'resize' };

/**
 * Hears the channels of a command over WebSocket: the first byte of a message is the number of its channel
 * (https://kubernetes.io/docs/reference/kubernetes-api/, `channel.k8s.io`), or its first digit where they are base64.
 */
export function webSocketTap(protocol: string, hear: Hear): Tap {
  const listen = () => {
    const read = createFrameReader(MOST_MESSAGE);
    return (chunk: Buffer) => {
      for (const { kind, payload } of read(chunk)) {
        if (kind !== 'data' || payload.length < 2) continue;
        const { channel, bytes } = unframed(protocol, payload);
        const what = CHANNELS[channel];
        if (what) hear(what, bytes);
      }
    };
  };
  return { fromPerson: listen(), fromMember: listen() };
}

function unframed(protocol: string, payload: Buffer): { channel: number; bytes: Buffer } {
  if (!protocol.startsWith('base64.')) return { channel: payload[0] ?? -1, bytes: payload.subarray(1) };
  const text = payload.toString('latin1');
  return { channel: Number(text[0]), bytes: Buffer.from(text.slice(1), 'base64') };
}
