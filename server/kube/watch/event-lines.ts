import { Ended } from '~/server/kube/request/ended';

const NEWLINE = 0x0a;
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** Cuts a watch's bytes into its lines, wherever the chunks end: one JSON value a line, as the API server writes them. */
export class EventLines {
  private pieces: Buffer[] = [];
  private size = 0;

  /** The lines that these bytes complete, without empty ones. Throws `Ended` when one grows past 8 MiB. */
  push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const last = chunk.subarray(from, end);
      const line = this.size === 0 ? last : Buffer.concat([...this.pieces, last]);
      if (line.length > 0) lines.push(line);
      this.pieces = [];
      this.size = 0;
      from = end + 1;
    }
    if (from < chunk.length) {
      this.pieces.push(chunk.subarray(from));
      this.size += chunk.length - from;
    }
    if (this.size > MAX_LINE_BYTES) {
      throw new Ended('too-large', `one event of the watch is larger than ${MAX_LINE_BYTES} bytes`);
    }
    return lines;
  }

  /** Whether the stream ended in the middle of a line. */
  get isCut(): boolean {
    return this.size > 0;
  }
}
