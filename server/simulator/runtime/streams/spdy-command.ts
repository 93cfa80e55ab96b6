import { type Duplex, Readable } from 'node:stream';
import { parseSizes, type RunCommand, type Session, type StreamOptions, statusOfOutcome } from './session';
import { openSpdy, type SpdyStream } from './spdy/connection';

type Command = { options: StreamOptions; command: readonly string[]; run: RunCommand };

/** Runs a command over SPDY: one stream each for what goes in, comes out and is told at the end (protocol v4). */
export async function serveSpdyCommand(socket: Duplex, { options, command, run }: Command): Promise<void> {
  const streams = new Map<string, SpdyStream>();
  const gone = new AbortController();
  const { promise: complete, resolve } = withResolver();
  const connection = openSpdy(socket, (stream) => {
    streams.set(stream.headers['streamtype'] ?? '', stream);
    if (wanted(options).every((type) => streams.has(type))) resolve();
  });
  void connection.closed.then(() => {
    gone.abort();
    resolve();
  });
  await complete;
  if (gone.signal.aborted) return;
  const outcome = await run(sessionOf(streams, gone.signal));
  streams.get('error')?.write(statusOfOutcome(outcome, command));
  for (const stream of streams.values()) stream.end();
  connection.close();
}

const wanted = ({ stdin, stdout, stderr, tty }: StreamOptions) => [
  'error',
  ...(stdin ? ['stdin'] : []),
  ...(stdout ? ['stdout'] : []),
  ...(stderr && !tty ? ['stderr'] : []),
  ...(tty ? ['resize'] : []),
];

function sessionOf(streams: ReadonlyMap<string, SpdyStream>, gone: AbortSignal): Session {
  const stdout = (bytes: Buffer) => streams.get('stdout')?.write(bytes);
  const stderr = streams.get('stderr');
  return {
    stdin: streams.get('stdin')?.input ?? Readable.from([]),
    stdout,
    stderr: (bytes) => (stderr ? stderr.write(bytes) : stdout(bytes)),
    onResize(listener) {
      streams.get('resize')?.input.on('data', (bytes: Buffer) => parseSizes(bytes.toString()).forEach(listener));
    },
    gone,
  };
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
