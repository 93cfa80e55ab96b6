import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Opened } from '~/server/kube/request/request-stream';
import { CHANNEL, type OpenTerminal, type TerminalNews } from '~/server/objects/model/stream';
import { clientFrame, createFrameReader, type WebSocketMessage } from '../members/core/websocket-frames';
import type { Tap } from '../recording/tap';
import { exitOf } from './core/exit-of';

type Terminal = {
  socket: WebSocket;
  gone: AbortController;
  ranAs: 'person' | 'hub';
  size: OpenTerminal['size'];
  /** Whether nothing else is tried when the command is not there. */
  isLast: boolean;
};

const MOST_MESSAGE = 4 * 1024 * 1024;
/** What may wait for a slow browser before the member is made to wait too. */
const MOST_WAITING = 1024 * 1024;

/** Carries channels between a browser and a member until one of them ends; answers whether the command was there. */
export async function joinTerminal(
  { socket, gone, ranAs, size, isLast }: Terminal,
  opened: Opened,
  tap: Tap | undefined,
): Promise<'served' | 'not-found'> {
  const tell = (news: TerminalNews) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(news));
  if (!opened.agreed) {
    tell({ type: 'ended', why: 'refused', detail: refusalOf(opened), code: null });
    return 'served';
  }
  const member = opened.socket;
  const end = () => member.destroy();
  gone.signal.addEventListener('abort', end, { once: true });
  const send = (channel: number, bytes: Buffer) => {
    const frame = clientFrame('data', Buffer.concat([Buffer.from([channel]), bytes]), randomBytes(4));
    tap?.fromPerson(frame);
    if (!member.destroyed && !member.write(frame)) waitFor(socket, member);
  };
  let hasShown = false;
  const onShown = (payload: Buffer) => {
    if (!hasShown) tell({ type: 'opened', ranAs, recording: tap !== undefined });
    hasShown = true;
    socket.send(payload, () => socket.bufferedAmount < MOST_WAITING / 2 && member.resume());
    if (socket.bufferedAmount > MOST_WAITING) member.pause();
  };
  const onTyped = (data: RawData, isBinary: boolean) => {
    const bytes = data as Buffer;
    const [channel] = bytes;
    if (isBinary && (channel === CHANNEL.stdin || channel === CHANNEL.resize)) send(channel, bytes.subarray(1));
  };
  socket.on('message', onTyped);
  send(CHANNEL.resize, Buffer.from(JSON.stringify({ Width: size.columns, Height: size.rows })));
  const status = await readMember(member, tap, onShown);
  socket.off('message', onTyped);
  gone.signal.removeEventListener('abort', end);
  const exit = status === undefined ? undefined : exitOf(status);
  if (exit?.isNotFound && !hasShown && !isLast) return 'not-found';
  const how = exit ?? { code: null, detail: '' };
  if (!gone.signal.aborted)
    tell({ type: 'ended', why: exit ? 'exited' : 'broken', detail: how.detail, code: how.code });
  return 'served';
}

/** Reads a member's channels to the end; answers what it said on the status channel, undefined when it said nothing. */
function readMember(member: Duplex, tap: Tap | undefined, onShown: (payload: Buffer) => void) {
  const read = createFrameReader(MOST_MESSAGE);
  let status: string | undefined;
  const hear = ({ kind, payload }: WebSocketMessage) => {
    if (kind === 'ping') member.write(clientFrame('pong', payload, randomBytes(4)));
    if (kind === 'close') member.end(clientFrame('close', payload, randomBytes(4)));
    if (kind !== 'data' || payload.length < 2) return;
    if (payload[0] === CHANNEL.status) status = (status ?? '') + payload.toString('utf8', 1);
    else onShown(payload);
  };
  member.on('data', (chunk: Buffer) => {
    tap?.fromMember(chunk);
    try {
      for (const message of read(chunk)) hear(message);
    } catch {
      // what is no WebSocket any more ends the session
      member.destroy();
    }
  });
  return new Promise<string | undefined>((resolve) => {
    member.once('end', () => member.destroy());
    member.once('close', () => resolve(status));
  });
}

/** Lets the browser wait until the member has taken what it was sent. */
function waitFor(socket: WebSocket, member: Duplex): void {
  socket.pause();
  const go = () => socket.resume();
  member.once('drain', go);
  member.once('close', go);
}

/** Why a member did not open a stream, in its own words. */
export function refusalOf({ status, body }: Extract<Opened, { agreed: false }>): string {
  const text = body.toString('utf8');
  return `${status}: ${exitOf(text).detail || 'the member did not open a stream'}`.slice(0, 500);
}
