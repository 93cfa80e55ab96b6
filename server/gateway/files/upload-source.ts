import type { RawData, WebSocket } from 'ws';
import type { UploadNews } from '~/server/objects/model/stream';
import { beforeSilence, TransferFault } from './before-silence';

/** The bytes of a browser's file, from a place on, as many as fit one message; none at its end. Each is asked for after the one before came. */
export type UploadSource = { piece(from: number): Promise<Buffer> };

const PIECE_BYTES = 512 * 1024;

/** A file that a browser sends when it is asked. */
export function uploadSource(socket: WebSocket, size: number): UploadSource {
  let last: Promise<unknown> = Promise.resolve();
  const ask = (from: number) => {
    const bytes = Math.min(PIECE_BYTES, size - from);
    const answer = answerOf(socket);
    const news: UploadNews = { type: 'more', from, bytes };
    socket.send(JSON.stringify(news));
    return beforeSilence(answer, 'the browser sent nothing for a minute').then((piece) => {
      if (piece.length === bytes) return piece;
      throw new TransferFault('the browser could not read the file any more, or it has changed');
    });
  };
  return {
    piece: (from) => {
      if (from >= size) return Promise.resolve(Buffer.alloc(0));
      const piece = last.catch(() => undefined).then(() => ask(from));
      last = piece;
      // one that nobody waits for any more fails unheard
      piece.catch(() => undefined);
      return piece;
    },
  };
}

/** The next message; one without bytes when the socket is gone. */
function answerOf(socket: WebSocket): Promise<Buffer> {
  return new Promise((resolve) => {
    const done = (bytes: Buffer) => {
      socket.off('message', hear).off('close', leave);
      resolve(bytes);
    };
    const hear = (data: RawData) => done(data as Buffer);
    const leave = () => done(Buffer.alloc(0));
    socket.on('message', hear).on('close', leave);
  });
}
