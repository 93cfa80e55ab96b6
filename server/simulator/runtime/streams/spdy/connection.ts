import { type Duplex, PassThrough, type Readable } from 'node:stream';
import {
  controlFrame,
  dataFrame,
  FIN,
  type Frame,
  GOAWAY,
  PING,
  RST_STREAM,
  readFrames,
  SYN_REPLY,
  SYN_STREAM,
} from './frames';
import { createEmptyHeaderWriter, createHeaderReader, type Headers } from './headers';

/** A stream that the other end has opened; `input` ends when that end has nothing more to send. */
export type SpdyStream = { headers: Headers; input: Readable; write(bytes: Buffer): void; end(): void };

export type SpdyConnection = {
  /** Resolves when the connection is gone, for whatever reason. */
  closed: Promise<void>;
  close(): void;
};

const LARGEST_PIECE = 32 * 1024;

/**
 * The server's end of SPDY/3.1 as kubectl and kubelets speak it: streams, replies and pings. Neither of them keeps to the
 * windows of flow control, so neither does this (github.com/moby/spdystream).
 */
export function openSpdy(socket: Duplex, accept: (stream: SpdyStream) => void): SpdyConnection {
  const streams = new Map<number, PassThrough>();
  const readHeaders = createHeaderReader();
  const writeEmpty = createEmptyHeaderWriter();
  let last = 0;
  const send = (frame: Buffer) => {
    if (!socket.destroyed && socket.writable) socket.write(frame);
  };
  const open = async (payload: Buffer, flags: number) => {
    const id = payload.readUInt32BE(0);
    const headers = await readHeaders(payload.subarray(10));
    const input = new PassThrough();
    last = id;
    streams.set(id, input);
    if (flags & FIN) input.end();
    send(controlFrame(SYN_REPLY, Buffer.concat([payload.subarray(0, 4), writeEmpty()])));
    accept({ headers, input, ...outputOf(id, send) });
  };
  const receive = async (frame: Frame) => {
    if (frame.kind === 'data') {
      const input = streams.get(frame.stream);
      if (frame.payload.length > 0) input?.write(frame.payload);
      if (frame.flags & FIN) input?.end();
    } else if (frame.type === SYN_STREAM) await open(frame.payload, frame.flags);
    else if (frame.type === RST_STREAM) streams.get(frame.payload.readUInt32BE(0))?.end();
    else if (frame.type === PING && frame.payload.readUInt32BE(0) % 2 === 1) send(controlFrame(PING, frame.payload));
  };
  const closed = (async () => {
    try {
      for await (const frame of readFrames(socket)) await receive(frame);
    } catch {
      // the other end has broken the connection, which ends it like any other end
    } finally {
      for (const input of streams.values()) input.end();
      socket.destroy();
    }
  })();
  return {
    closed,
    close() {
      const payload = Buffer.alloc(8);
      payload.writeUInt32BE(last, 0);
      send(controlFrame(GOAWAY, payload));
      socket.end();
    },
  };
}

function outputOf(id: number, send: (frame: Buffer) => void): Pick<SpdyStream, 'write' | 'end'> {
  let isOpen = true;
  return {
    write(bytes) {
      for (let at = 0; isOpen && at < bytes.length; at += LARGEST_PIECE)
        send(dataFrame(id, bytes.subarray(at, at + LARGEST_PIECE)));
    },
    end() {
      if (isOpen) send(dataFrame(id, Buffer.alloc(0), FIN));
      isOpen = false;
    },
  };
}
