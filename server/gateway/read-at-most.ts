import type { IncomingMessage } from 'node:http';

/** A body of at most so many bytes; undefined for a larger one, of which the rest is not read. Throws when it breaks off. */
export async function readAtMost(message: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
