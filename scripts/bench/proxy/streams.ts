import { PassThrough, Readable, Writable } from 'node:stream';
import { Exec, KubeConfig, PortForward, type V1Status } from '@kubernetes/client-node';
import type { Target } from './load';
import { POD } from './run-pod';

const CHUNK = Buffer.alloc(64 * 1024, 'p');
const FILE = '/tmp/streams';
const { namespace, name, container, port } = POD;

/** Streams to the pod of one target, as a program with a plain client library opens them. */
export function createStreams({ server, ca, token }: Target) {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'it', server, caData: Buffer.from(ca).toString('base64'), skipTLSVerify: false }],
    users: [{ name: 'me', token }],
    contexts: [{ name: 'it', cluster: 'it', user: 'me' }],
    currentContext: 'it',
  });
  const run = (command: string[], out: Writable, stdin: Readable | null) =>
    new Promise<V1Status>((resolve, reject) => {
      new Exec(config)
        .exec(namespace, name, container, command, out, null, stdin, false, resolve)
        .catch((event) => reject(told(event)));
    });
  return {
    /** Megabytes a second of a file that is written in the container, as `kubectl cp` writes one. */
    upload: (chunks: number) =>
      speed(chunks, async () => {
        await succeeded(run(['sh', '-c', `cat > ${FILE}`], sink().out, chunksOf(chunks)));
        return chunks * CHUNK.length;
      }),
    /** Megabytes a second of the file that was written last. */
    download: (chunks: number) =>
      speed(chunks, async () => {
        const { out, bytes } = sink();
        await succeeded(run(['cat', FILE], out, null));
        return bytes();
      }),
    /** Megabytes a second of one answer through a forwarded port. */
    forward: (chunks: number) => speed(chunks, () => forwardedBytes(config, chunks * CHUNK.length)),
    /** Opens so many commands at once; each is told something and must say it back. Resolves with milliseconds until all have. */
    atOnce: async (count: number): Promise<number> => {
      const began = performance.now();
      await Promise.all(Array.from({ length: count }, (_each, index) => sayBack(run, `terminal ${index}\n`)));
      return performance.now() - began;
    },
  };
}

/** The library rejects with the event of a WebSocket that was not opened, which prints as nothing. */
function told(event: { message?: string }): Error {
  return new Error(`the stream was not opened: ${event.message}`);
}

async function speed(chunks: number, send: () => Promise<number>): Promise<number> {
  const began = performance.now();
  const bytes = await send();
  if (bytes < chunks * CHUNK.length) throw new Error(`${bytes} bytes arrived of ${chunks * CHUNK.length}`);
  return bytes / 1e6 / ((performance.now() - began) / 1000);
}

async function succeeded(ending: Promise<V1Status>): Promise<void> {
  const { status, message } = await ending;
  if (status !== 'Success') throw new Error(`the command ended: ${message}`);
}

async function sayBack(run: (command: string[], out: Writable, stdin: Readable) => Promise<V1Status>, line: string) {
  const stdin = new PassThrough();
  const out = new PassThrough().setEncoding('utf8');
  const ended = run(['cat'], out, stdin);
  ended.catch((error) => out.destroy(error));
  stdin.write(line);
  let said = '';
  for await (const text of out) {
    said += text;
    // every one stays open until it has answered, so that all are open together
    if (said === line) stdin.end();
  }
  await succeeded(ended);
  if (said !== line) throw new Error(`"${line.trim()}" was answered with "${said.trim()}"`);
}

function forwardedBytes(config: KubeConfig, wanted: number): Promise<number> {
  const input = new PassThrough();
  const { out, bytes } = sink();
  const opened = new PortForward(config).portForward(namespace, name, [port], out, null, input);
  return new Promise((resolve, reject) => {
    opened.then(
      (made) => {
        const socket = typeof made === 'function' ? made() : made;
        socket?.once('close', () => resolve(bytes()));
        out.on('progress', () => bytes() > wanted && socket?.close());
        input.write(`GET /bytes/${wanted} HTTP/1.1\r\nhost: pod\r\nconnection: close\r\n\r\n`);
      },
      (event) => reject(told(event)),
    );
  });
}

const chunksOf = (count: number) =>
  Readable.from(
    (function* () {
      for (let sent = 0; sent < count; sent++) yield CHUNK;
    })(),
  );

function sink() {
  let bytes = 0;
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      out.emit('progress');
      done();
    },
  });
  return { out, bytes: () => bytes };
}
