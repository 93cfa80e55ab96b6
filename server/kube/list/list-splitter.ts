import { Ended } from '../request/ended';
import { afterQuote, BYTE_CLASS, CLOSE, COMMA, DEPTH_CHANGE, isSpace, OPEN, QUOTE } from '../request/json-bytes';
import { CutPaths } from './cut-paths';

/** Bytes of finished items that are parsed together: large enough to be cheap, small enough to take well under 1 ms. */
const BATCH_BYTES = 64 * 1024;
const MAX_ITEM_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 64;
/** Depths inside the answer: `{` is 1, its `[` of items 2, an item's own fields 3. */
const ANSWER = 1;
const ITEMS = 2;
const ITEM = 3;
const DEEPEST = ITEM + 1;

const COLON = 0x3a;
const COMMA_BYTE = 0x2c;
const OPEN_ARRAY = 0x5b;
const WAIT = -1;

/**
 * Takes the bytes of a list as they come and gives its items, so that no answer is ever held or parsed as a whole. Looks
 * at each byte once: finds where items end, refuses what nests too deeply, and drops the subtrees that nobody reads.
 *
 *   buffer:  [ parsed | kept (moved together) . hole | keepFrom … at … | free ]
 */
export class ListSplitter {
  private buffer = Buffer.allocUnsafe(4 * BATCH_BYTES);
  private length = 0;
  private at = 0;
  private depth = 0;
  private phase: 'head' | 'items' | 'tail' = 'head';
  /** Where the search for the end of an unfinished string goes on. */
  private searchFrom = 0;
  private batchFrom = 0;
  private keptTo = 0;
  private keepFrom = 0;
  private cutFrom = WAIT;
  private head = '';
  private isFirstBatch = true;
  private found: unknown[] = [];

  constructor(
    private readonly itemsKey: 'items' | 'rows' = 'items',
    private readonly cuts: CutPaths = new CutPaths([]),
  ) {}

  /** The items that these bytes complete. Throws `Ended` for what is no list. */
  push(chunk: Uint8Array): unknown[] {
    this.append(chunk);
    this.scan();
    if (this.length - this.batchFrom > MAX_ITEM_BYTES) {
      throw new Ended('too-large', `one object of the list is larger than ${MAX_ITEM_BYTES} bytes`);
    }
    const items = this.found;
    if (items.length > 0) this.found = [];
    return items;
  }

  /** Everything of the answer but its items. Throws `Ended` when the bytes ended too early. */
  end(): unknown {
    if (this.depth !== 0 || this.phase === 'items') throw new Ended('garbled', 'the list ends in the middle');
    return parse(this.head + this.buffer.toString('utf8', this.batchFrom, this.length));
  }

  private append(chunk: Uint8Array): void {
    if (this.batchFrom > 0 && this.length + chunk.length > this.buffer.length) this.shift();
    if (this.length + chunk.length > this.buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + chunk.length));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.buffer.set(chunk, this.length);
    this.length += chunk.length;
  }

  /** Moves what is not parsed yet to the front. */
  private shift(): void {
    const by = this.batchFrom;
    this.buffer.copyWithin(0, by, this.length);
    this.length -= by;
    this.at -= by;
    this.searchFrom -= by;
    this.keptTo -= by;
    this.keepFrom -= by;
    if (this.cutFrom !== WAIT) this.cutFrom -= by;
    this.batchFrom = 0;
  }

  private scan(): void {
    while (this.at < this.length) {
      const isPassed = this.depth > DEEPEST ? this.passDeep() : this.passByte();
      if (!isPassed) return;
    }
  }

  /** Where no key is of interest: all the way back to the fields of an item's field, in one tight loop. */
  private passDeep(): boolean {
    const { buffer, length } = this;
    let { at, depth } = this;
    while (at < length && depth > DEEPEST) {
      const byte = buffer[at] ?? 0;
      if (BYTE_CLASS[byte] === QUOTE) {
        const next = afterQuote(buffer, Math.max(at + 1, this.searchFrom), length, at);
        if (next === WAIT) {
          this.searchFrom = length;
          break;
        }
        at = next;
      } else {
        depth += DEPTH_CHANGE[byte] ?? 0;
        if (depth > MAX_DEPTH) throw tooDeep();
        at++;
      }
    }
    this.at = at;
    this.depth = depth;
    return depth <= DEEPEST;
  }

  private passByte(): boolean {
    const kind = BYTE_CLASS[this.buffer[this.at] ?? 0];
    if (kind === QUOTE) return this.passString();
    if (kind === OPEN) this.open();
    else if (kind === CLOSE) this.close();
    else this.passOther(kind === COMMA);
    return true;
  }

  private passOther(isComma: boolean): void {
    if (isComma && this.cutFrom !== WAIT && this.depth === ITEM + 1) this.endCut(this.at);
    this.at++;
  }

  /** Steps over a string, looking at it when it may be a key of interest; false when more bytes must come first. */
  private passString(): boolean {
    const start = this.at;
    const next = afterQuote(this.buffer, Math.max(start + 1, this.searchFrom), this.length, start);
    if (next === WAIT) {
      this.searchFrom = this.length;
      return false;
    }
    if (this.mayMatter()) {
      const colon = skipSpace(this.buffer, next, this.length);
      if (colon === WAIT) return false;
      if (this.buffer[colon] === COLON) return this.passKey(start, next, colon);
    }
    this.at = next;
    return true;
  }

  private mayMatter(): boolean {
    if (this.phase === 'head') return this.depth === ANSWER;
    if (this.phase === 'tail' || this.cutFrom !== WAIT) return false;
    return this.depth === ITEM ? this.cuts.any : this.depth === ITEM + 1 && this.cuts.isInside;
  }

  private passKey(start: number, next: number, colon: number): boolean {
    if (this.phase === 'head') return this.passHeadKey(start, next, colon);
    if (this.depth === ITEM) this.cuts.enter(this.buffer, start + 1, next - 1);
    else if (this.cuts.names(this.buffer, start + 1, next - 1)) this.cutFrom = start;
    this.at = colon + 1;
    return true;
  }

  private passHeadKey(start: number, next: number, colon: number): boolean {
    this.at = colon + 1;
    if (this.buffer.toString('latin1', start + 1, next - 1) !== this.itemsKey) return true;
    const value = skipSpace(this.buffer, colon + 1, this.length);
    if (value === WAIT) {
      this.at = start;
      return false;
    }
    if (this.buffer[value] !== OPEN_ARRAY) return true;
    this.head = this.buffer.toString('utf8', 0, value + 1);
    this.phase = 'items';
    this.depth = ITEMS;
    this.at = value + 1;
    this.startBatch(value + 1);
    return true;
  }

  private open(): void {
    this.depth++;
    if (this.depth > MAX_DEPTH) throw tooDeep();
    this.at++;
  }

  private close(): void {
    if (this.cutFrom !== WAIT && this.depth === ITEM + 1) this.endCut(this.at);
    this.depth--;
    if (this.phase === 'items') {
      if (this.depth === ITEMS && this.at - this.batchFrom >= BATCH_BYTES) this.parseBatch(this.at + 1);
      else if (this.depth < ITEMS) {
        this.parseBatch(this.at);
        this.phase = 'tail';
      }
    }
    if (this.depth < 0) throw new Ended('garbled', 'the list closes more than it opens');
    this.at++;
  }

  /** Leaves out the key and value that end before `end`, and one of the commas around them. */
  private endCut(end: number): void {
    const before = lastNonSpace(this.buffer, this.cutFrom - 1);
    // a comma before `keepFrom` went with the cut before this one
    const hasCommaBefore = before >= this.keepFrom && this.buffer[before] === COMMA_BYTE;
    this.keep(hasCommaBefore ? before : this.cutFrom);
    this.keepFrom = !hasCommaBefore && this.buffer[end] === COMMA_BYTE ? end + 1 : end;
    this.cutFrom = WAIT;
  }

  private keep(to: number): void {
    if (this.keptTo !== this.keepFrom) this.buffer.copyWithin(this.keptTo, this.keepFrom, to);
    this.keptTo += to - this.keepFrom;
  }

  private parseBatch(end: number): void {
    this.keep(end);
    const text = this.buffer.toString('utf8', this.batchFrom, this.keptTo);
    const items = parse(this.isFirstBatch ? `[${text}]` : `[0${text}]`);
    if (!Array.isArray(items)) throw new Ended('garbled', 'the list is not JSON');
    // later batches begin with the comma that follows the item before: the 0 stands for that item
    if (!this.isFirstBatch) items.shift();
    this.isFirstBatch = false;
    this.found = this.found.length === 0 ? items : this.found.concat(items);
    this.startBatch(end);
  }

  private startBatch(from: number): void {
    this.batchFrom = from;
    this.keptTo = from;
    this.keepFrom = from;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Ended('garbled', 'the list is not JSON');
  }
}

function skipSpace(buffer: Buffer, from: number, length: number): number {
  let at = from;
  while (at < length && isSpace(buffer[at])) at++;
  return at < length ? at : WAIT;
}

function lastNonSpace(buffer: Buffer, from: number): number {
  let at = from;
  while (isSpace(buffer[at])) at--;
  return at;
}

const tooDeep = () => new Ended('garbled', `the answer nests deeper than ${MAX_DEPTH} levels`);
