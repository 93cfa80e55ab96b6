import { Ended } from '~/server/kube/request/ended';
import {
  afterQuote,
  BYTE_CLASS,
  CLOSE,
  COMMA,
  DEPTH_CHANGE,
  lastNonSpace,
  OPEN,
  QUOTE,
  skipSpace,
} from '~/server/kube/request/json-bytes';
import { MAX_DEPTH } from '~/server/kube/request/json-depth';
import { ByteWindow } from './byte-window';
import { CutPaths } from './cut-paths';

/** Bytes of finished items that are parsed together: large enough to be cheap, small enough to take well under 1 ms. */
const BATCH_BYTES = 64 * 1024;
const MAX_ITEM_BYTES = 8 * 1024 * 1024;
/** Depths inside the answer: its own keys, between its items, an item's keys, and the keys of an item's field. */
const ANSWER = 1;
const ITEMS = 2;
const ITEM = 3;
const FIELD = 4;
const DEEPEST = FIELD;

const COLON = 0x3a;
const COMMA_BYTE = 0x2c;
const OPEN_ARRAY = 0x5b;
const WAIT = -1;

/**
 * Takes the bytes of a list as they come and gives its items, so that no answer is ever held or parsed as a whole. Looks
 * at each byte once: finds where items end, refuses what nests too deeply, and leaves out the subtrees that nobody reads.
 */
export class ListSplitter {
  private readonly window = new ByteWindow();
  private at = 0;
  private depth = 0;
  private phase: 'head' | 'items' | 'tail' = 'head';
  /** Where the search for the end of an unfinished string goes on. */
  private searchFrom = 0;
  /** Where the key begins whose value is being passed over to be left out. */
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
    const moved = this.window.append(chunk);
    this.at -= moved;
    this.searchFrom -= moved;
    if (this.cutFrom !== WAIT) this.cutFrom -= moved;
    this.scan();
    if (this.window.length - this.window.start > MAX_ITEM_BYTES) {
      throw new Ended('too-large', `one object of the list is larger than ${MAX_ITEM_BYTES} bytes`);
    }
    const items = this.found;
    if (items.length > 0) this.found = [];
    return items;
  }

  /** Everything of the answer but its items. Throws `Ended` when the bytes ended too early. */
  end(): unknown {
    if (this.depth !== 0 || this.phase === 'items') throw new Ended('garbled', 'the list ends in the middle');
    return parse(this.head + this.window.take(this.window.length));
  }

  private scan(): void {
    while (this.at < this.window.length) {
      const isPassed = this.depth > DEEPEST ? this.passDeep() : this.passByte();
      if (!isPassed) return;
    }
  }

  /** Where no key is of interest: all the way back to the fields of an item's field, in one tight loop. */
  private passDeep(): boolean {
    const { bytes, length } = this.window;
    let { at, depth } = this;
    while (at < length && depth > DEEPEST) {
      const byte = bytes[at] ?? 0;
      if (BYTE_CLASS[byte] === QUOTE) {
        const next = afterQuote(bytes, Math.max(at + 1, this.searchFrom), length, at);
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
    const kind = BYTE_CLASS[this.window.bytes[this.at] ?? 0];
    if (kind === QUOTE) return this.passString();
    const endsCut = this.cutFrom !== WAIT && this.depth === FIELD && (kind === COMMA || kind === CLOSE);
    if (endsCut) this.endCut();
    if (kind === OPEN) this.depth++;
    else if (kind === CLOSE) this.close();
    this.at++;
    return true;
  }

  /** Steps over a string, looking at it when it may be a key of interest; false when more bytes must come first. */
  private passString(): boolean {
    const { bytes, length } = this.window;
    const start = this.at;
    const next = afterQuote(bytes, Math.max(start + 1, this.searchFrom), length, start);
    if (next === WAIT) {
      this.searchFrom = length;
      return false;
    }
    if (this.mayMatter()) {
      const colon = skipSpace(bytes, next, length);
      if (colon === WAIT) return false;
      if (bytes[colon] === COLON) return this.passKey(start, next, colon);
    }
    this.at = next;
    return true;
  }

  private mayMatter(): boolean {
    if (this.phase === 'head') return this.depth === ANSWER;
    if (this.phase === 'tail' || this.cutFrom !== WAIT) return false;
    return this.depth === ITEM ? this.cuts.any : this.depth === FIELD && this.cuts.isInside;
  }

  private passKey(start: number, next: number, colon: number): boolean {
    if (this.phase === 'head') return this.passHeadKey(start, next, colon);
    const { bytes } = this.window;
    if (this.depth === ITEM) this.cuts.enter(bytes, start + 1, next - 1);
    else if (this.cuts.names(bytes, start + 1, next - 1)) this.cutFrom = start;
    this.at = colon + 1;
    return true;
  }

  private passHeadKey(start: number, next: number, colon: number): boolean {
    const { bytes, length } = this.window;
    if (bytes.toString('latin1', start + 1, next - 1) === this.itemsKey) {
      const value = skipSpace(bytes, colon + 1, length);
      if (value === WAIT) return false;
      if (bytes[value] === OPEN_ARRAY) {
        this.head = this.window.take(value + 1);
        this.phase = 'items';
        this.depth = ITEMS;
        this.at = value + 1;
        return true;
      }
    }
    this.at = colon + 1;
    return true;
  }

  private close(): void {
    this.depth--;
    if (this.depth < 0) throw new Ended('garbled', 'the list closes more than it opens');
    if (this.phase !== 'items' || this.depth > ITEMS) return;
    if (this.depth < ITEMS) {
      this.parseBatch(this.at);
      this.phase = 'tail';
    } else if (this.at - this.window.start >= BATCH_BYTES) this.parseBatch(this.at + 1);
  }

  /** Leaves out the key and value that end here, and one of the commas around them. */
  private endCut(): void {
    const { window, at } = this;
    const before = lastNonSpace(window.bytes, this.cutFrom - 1);
    const hasCommaBefore = window.bytes[before] === COMMA_BYTE && !window.isLeftOut(before);
    const hasCommaAfter = window.bytes[at] === COMMA_BYTE;
    window.leaveOut(hasCommaBefore ? before : this.cutFrom, !hasCommaBefore && hasCommaAfter ? at + 1 : at);
    this.cutFrom = WAIT;
  }

  private parseBatch(end: number): void {
    const text = this.window.take(end);
    // later batches begin with the comma that follows the item before: the 0 stands for that item
    const items = parse(this.isFirstBatch ? `[${text}]` : `[0${text}]`);
    if (!Array.isArray(items)) throw new Ended('garbled', 'the list is not JSON');
    if (!this.isFirstBatch) items.shift();
    this.isFirstBatch = false;
    this.found = this.found.length === 0 ? items : this.found.concat(items);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Ended('garbled', 'the list is not JSON');
  }
}

const tooDeep = () => new Ended('garbled', `the answer nests deeper than ${MAX_DEPTH} levels`);
