import { Duplex, type Readable } from 'node:stream';
import { createWebSocketStream, type WebSocket } from 'ws';
import { openSpdy, type SpdyStream } from './spdy/connection';

/** Connects a stream with a port of a container; answers why it cannot be. */
export type ConnectPort = (port: number, stream: Duplex) => string | undefined;

export const PORT_FORWARD = 'portforward.k8s.io';
/** SPDY within WebSocket messages (`k8s.io/apimachinery/pkg/util/portforward`), which kubectl asks for from 1.31 on. */
export const TUNNELED_PORT_FORWARD = `SPDY/3.1+${PORT_FORWARD}`;
/** One channel for data and one for errors per port, of clients that speak no SPDY. */
export const CHANNEL_PORT_FORWARD = ['v4.channel.k8s.io'];

/** Forwards ports over SPDY: each connection is a pair of streams, told apart by `requestid`. */
export function servePortForward(socket: Duplex, connect: ConnectPort): Promise<void> {
  const waiting = new Map<string, SpdyStream>();
  const connection = openSpdy(socket, (stream) => {
    const id = stream.headers['requestid'] ?? stream.headers['port'] ?? '';
    const other = waiting.get(id);
    if (!other) {
      waiting.set(id, stream);
      return;
    }
    waiting.delete(id);
    const [data, error] = stream.headers['streamtype'] === 'data' ? [stream, other] : [other, stream];
    error.input.resume();
    const refused = connect(Number(data.headers['port']), joined(data.input, data));
    if (refused !== undefined) {
      error.write(Buffer.from(refused));
      data.input.resume();
      data.end();
    }
    error.end();
  });
  return connection.closed;
}

export const serveTunneledPortForward = (webSocket: WebSocket, connect: ConnectPort): Promise<void> =>
  servePortForward(createWebSocketStream(webSocket), connect);

/**
 * Forwards the ports that the query names, in their order: channels 2n and 2n + 1, each beginning with its port. Over when
 * nobody listens at any of them any more: a channel of its own cannot be closed.
 */
export function serveChannelPortForward(
  webSocket: WebSocket,
  { ports, connect }: { ports: readonly number[]; connect: ConnectPort },
  hangUp: () => void,
): void {
  const open = new Set(ports.keys());
  const over = (index: number) => {
    if (open.delete(index) && open.size === 0) hangUp();
  };
  const inputs = ports.map((port, index) => {
    const send = (channel: number, bytes: Buffer) =>
      webSocket.readyState === webSocket.OPEN && webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]));
    for (const channel of [2 * index, 2 * index + 1]) send(channel, littleEndian(port));
    const stream = new Duplex({
      read() {},
      write(bytes: Buffer, _encoding, done) {
        send(2 * index, bytes);
        done();
      },
    });
    stream.once('close', () => over(index)).once('finish', () => over(index));
    const refused = connect(port, stream);
    if (refused !== undefined) {
      send(2 * index + 1, Buffer.from(refused));
      over(index);
    }
    return stream;
  });
  webSocket.on('message', (data: Buffer) => inputs[(data[0] ?? 0) / 2]?.push(data.subarray(1)));
  webSocket.on('close', () => inputs.forEach((stream) => void stream.destroy()));
  webSocket.on('error', () => webSocket.terminate());
}

function littleEndian(port: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(port);
  return bytes;
}

function joined(input: Readable, output: Pick<SpdyStream, 'write' | 'end'>): Duplex {
  const stream = new Duplex({
    read() {
      input.resume();
    },
    write(bytes: Buffer, _encoding, done) {
      output.write(bytes);
      done();
    },
    final(done) {
      output.end();
      done();
    },
  });
  input.on('data', (bytes: Buffer) => {
    if (!stream.push(bytes)) input.pause();
  });
  input.on('end', () => stream.push(null));
  return stream;
}
