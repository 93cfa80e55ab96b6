import { PassThrough } from 'node:stream';
import type { WebSocket } from 'ws';
import {
  type Outcome,
  parseSizes,
  type RunCommand,
  type Session,
  type StreamOptions,
  statusOfOutcome,
} from './session';

type Command = { options: StreamOptions; command: readonly string[]; run: RunCommand };

const [STDIN, STDOUT, STDERR, ERROR, RESIZE, CLOSE] = [0, 1, 2, 3, 4, 255];

/** The protocols of commands over WebSocket, the best first; v5 can say that stdin has ended. */
export const COMMAND_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io', 'channel.k8s.io', 'base64.channel.k8s.io'];

/** Runs a command over WebSocket: the first byte of a message is the number of its channel. */
export async function serveWebSocketCommand(
  webSocket: WebSocket,
  { options, command, run }: Command,
  hangUp: () => void,
): Promise<void> {
  const { protocol } = webSocket;
  const gone = new AbortController();
  const stdin = new PassThrough();
  const resize = new PassThrough();
  const send = (channel: number, bytes: Buffer) => webSocket.send(framed(protocol, channel, bytes));
  webSocket.on('message', (data: Buffer) => {
    const { channel, bytes } = unframed(protocol, data);
    if (channel === STDIN) stdin.write(bytes);
    else if (channel === RESIZE) resize.write(bytes);
    else if (channel === CLOSE && protocol.startsWith('v5.') && bytes[0] === STDIN) stdin.end();
  });
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('close', () => {
    gone.abort();
    stdin.end();
  });
  if (!options.stdin) stdin.end();
  // the lowest channel that writes says that the connection stands
  send(options.stdout ? STDOUT : options.stderr ? STDERR : ERROR, Buffer.alloc(0));
  const session: Session = {
    stdin,
    stdout: (bytes) => options.stdout && send(STDOUT, bytes),
    stderr: (bytes) => (options.tty ? send(STDOUT, bytes) : options.stderr && send(STDERR, bytes)),
    onResize: (listener) => void resize.on('data', (bytes: Buffer) => parseSizes(bytes.toString()).forEach(listener)),
    gone: gone.signal,
  };
  const outcome = await run(session);
  send(ERROR, lastWord(protocol, outcome, command));
  hangUp();
}

/** Before v4 a failure is told in a sentence, and success in none. */
function lastWord(protocol: string, outcome: Outcome, command: readonly string[]): Buffer {
  if (/^v[45]\./.test(protocol)) return statusOfOutcome(outcome, command);
  if ('failure' in outcome) return Buffer.from(outcome.failure);
  return Buffer.from(outcome.exitCode === 0 ? '' : `command terminated with exit code ${outcome.exitCode}`);
}

const isBase64 = (protocol: string) => protocol.startsWith('base64.');

function framed(protocol: string, channel: number, bytes: Buffer): Buffer | string {
  if (isBase64(protocol)) return `${channel}${bytes.toString('base64')}`;
  return Buffer.concat([Buffer.from([channel]), bytes]);
}

function unframed(protocol: string, data: Buffer): { channel: number; bytes: Buffer } {
  if (!isBase64(protocol)) return { channel: data[0] ?? ERROR, bytes: data.subarray(1) };
  const text = data.toString();
  return { channel: Number(text[0]), bytes: Buffer.from(text.slice(1), 'base64') };
}
