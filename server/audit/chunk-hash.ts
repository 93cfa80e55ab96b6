import { createHash } from 'node:crypto';

/** The hash of a chunk that follows one with `previous`; of the first, `previous` is the recording's own beginning. */
export const chunkHash = (previous: Buffer, seq: number, lines: string): Buffer =>
  createHash('sha256').update(previous).update(`${seq}\n`).update(lines).digest();

/** What stands before the first chunk: a chunk that is moved to another recording does not fit there. */
export const recordingSeed = (id: string): Buffer => createHash('sha256').update(`portolan recording ${id}`).digest();
