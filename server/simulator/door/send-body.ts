import type { ServerResponse } from 'node:http';
import type { BodyAnswer } from '~/server/simulator/api/answer';

/** Small enough to stay in a core's cache from the copy to the cipher. */
const PIECE_BYTES = 256 * 1024;

/**
 * Writes a whole answer. A large one leaves through one buffer that is used again for each piece: joined as a whole, the
 * lists of a fleet would make the garbage collector walk all that is stored, over and over.
 */
export function sendBody(response: ServerResponse, { status, headers, chunks }: BodyAnswer): void {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  response.writeHead(status, { 'cache-control': 'no-cache, private', ...headers, 'content-length': length });
  if (length <= PIECE_BYTES) response.end(Buffer.concat(chunks, length));
  else sendPieces(response, chunks);
}

function sendPieces(response: ServerResponse, chunks: readonly Buffer[]): void {
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  let [next, offset] = [0, 0];
  const fill = (): number => {
    let filled = 0;
    for (let chunk = chunks[next]; chunk && filled < PIECE_BYTES; chunk = chunks[next]) {
      const copied = chunk.copy(piece, filled, offset);
      filled += copied;
      offset += copied;
      if (offset < chunk.length) break;
      next++;
      offset = 0;
    }
    return filled;
  };
  // called when a piece is with the socket, so that its buffer is free again
  const send = (error?: Error | null): void => {
    if (error) return;
    const filled = fill();
    if (filled === 0) response.end();
    else response.write(piece.subarray(0, filled), send);
  };
  send();
}
