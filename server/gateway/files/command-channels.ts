import { randomBytes } from 'node:crypto';
import { type Duplex, PassThrough } from 'node:stream';
import { CHANNEL } from '~/server/objects/model/stream';
import { type Exit, exitOf } from '../browsers/core/exit-of';
import { clientFrame, createFrameReader, type WebSocketMessage } from '../members/core/websocket-frames';
import { takesMore } from '../members/takes-more';

/** Both ends of a command without a terminal, as its member carries them over a WebSocket. */
export type CommandChannels = {
  /** The next bytes that it writes, read no faster than they are asked for; undefined at their end. */
  read(): Promise<Buffer | undefined>;
  /** Resolves when more may be written; what is written to a command that is gone is lost. */
  write(bytes: Buffer): Promise<void>;
  /** How it ended (undefined: it broke off), with the first of what it said beside. */
  ended: Promise<{ exit: Exit | undefined; said: string }>;
  stop(): void;
};

const MOST_MESSAGE = 4 * 1024 * 1024;
/** What is read ahead of a browser. */
const MOST_WAITING = 1024 * 1024;
const MOST_SAID = 4096;

/** Opens the channels of a member's socket; nothing is read before it is asked for, beyond a bound. */
export function commandChannels(member: Duplex): CommandChannels {
  const stdout = new PassThrough({ highWaterMark: MOST_WAITING });
  const chunks = stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const frames = createFrameReader(MOST_MESSAGE);
  let [status, said] = ['', ''];
  const hear = ({ kind, payload }: WebSocketMessage) => {
    if (kind === 'ping') member.write(clientFrame('pong', payload, randomBytes(4)));
    if (kind === 'close') member.end(clientFrame('close', payload, randomBytes(4)));
    if (kind !== 'data' || payload.length < 2) return;
    const bytes = payload.subarray(1);
    if (payload[0] === CHANNEL.status) status += bytes.toString('utf8');
    else if (payload[0] === CHANNEL.stderr) said = (said + bytes.toString('utf8')).slice(0, MOST_SAID);
    else if (payload[0] === CHANNEL.stdout && !stdout.write(Buffer.from(bytes))) member.pause();
  };
  stdout.on('drain', () => member.resume());
  member.on('data', (chunk: Buffer) => {
    try {
      for (const message of frames(chunk)) hear(message);
    } catch {
      // what is no WebSocket any more is over
      member.destroy();
    }
  });
  const ended = new Promise<{ exit: Exit | undefined; said: string }>((resolve) => {
    member.once('end', () => member.destroy());
    member.once('close', () => {
      stdout.end();
      resolve({ exit: status === '' ? undefined : exitOf(status), said: said.trim() });
    });
  });
  return {
    read: async () => (await chunks.next()).value as Buffer | undefined,
    write: async (bytes) => {
      const frame = clientFrame('data', Buffer.concat([Buffer.from([CHANNEL.stdin]), bytes]), randomBytes(4));
      if (!member.destroyed && !member.write(frame)) await takesMore(member);
    },
    ended,
    stop: () => member.destroy(),
  };
}
