const INITIAL_BYTES = 256 * 1024;

/**
 * The bytes of an answer that are not parsed yet, from which ranges can be left out where they stand.
 *
 *   bytes:  [ taken | start … kept … keptTo | left out | keepFrom … length | free ]
 */
export class ByteWindow {
  bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  length = 0;
  start = 0;
  private keptTo = 0;
  private keepFrom = 0;

  /** Adds bytes, and answers by how much all others moved to the front to make room. */
  append(chunk: Uint8Array): number {
    const moved = this.length + chunk.length > this.bytes.length ? this.moveToFront() : 0;
    if (this.length + chunk.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + chunk.length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.bytes.set(chunk, this.length);
    this.length += chunk.length;
    return moved;
  }

  /** Leaves out what stands between two places; ranges come in order. */
  leaveOut(from: number, to: number): void {
    if (this.keptTo !== this.keepFrom) this.bytes.copyWithin(this.keptTo, this.keepFrom, from);
    this.keptTo += from - this.keepFrom;
    this.keepFrom = to;
  }

  /** Whether the byte at a place is left out already. */
  isLeftOut(at: number): boolean {
    return at < this.keepFrom;
  }

  /** The text from the start to a place without what was left out; the window then starts there. */
  take(to: number): string {
    this.leaveOut(to, to);
    const text = this.bytes.toString('utf8', this.start, this.keptTo);
    this.start = to;
    this.keptTo = to;
    this.keepFrom = to;
    return text;
  }

  private moveToFront(): number {
    const by = this.start;
    this.bytes.copyWithin(0, by, this.length);
    this.length -= by;
    this.keptTo -= by;
    this.keepFrom -= by;
    this.start = 0;
    return by;
  }
}
