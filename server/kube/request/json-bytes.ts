/** What a byte of JSON means to a reader that only wants to know where values begin and end. */
export const QUOTE = 1;
export const OPEN = 2;
export const CLOSE = 3;
export const COMMA = 4;

/** The class of each byte; 0 for all that is passed over. No byte of a longer UTF-8 sequence is any of these. */
export const BYTE_CLASS = new Uint8Array(256);
/** How a byte changes the depth. */
export const DEPTH_CHANGE = new Int8Array(256);

BYTE_CLASS[0x22] = QUOTE;
for (const open of [0x7b, 0x5b]) {
  BYTE_CLASS[open] = OPEN;
  DEPTH_CHANGE[open] = 1;
}
for (const close of [0x7d, 0x5d]) {
  BYTE_CLASS[close] = CLOSE;
  DEPTH_CHANGE[close] = -1;
}
BYTE_CLASS[0x2c] = COMMA;

const QUOTE_BYTE = 0x22;
const BACKSLASH = 0x5c;

/** The index after the quote that ends the string opened at `start`, searched from `from`; -1 when it is not there yet. */
export function afterQuote(buffer: Buffer, from: number, length: number, start: number): number {
  // native search: strings are most of an object's bytes
  for (let at = buffer.indexOf(QUOTE_BYTE, from); at !== -1 && at < length; at = buffer.indexOf(QUOTE_BYTE, at + 1)) {
    let backslashes = 0;
    while (at - 1 - backslashes > start && buffer[at - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
  return -1;
}

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The index of the next byte that is no white space; -1 when it is not there yet. */
export function skipSpace(bytes: Buffer, from: number, length: number): number {
  let at = from;
  while (at < length && isSpace(bytes[at])) at++;
  return at < length ? at : -1;
}

/** The index of the last byte up to `from` that is no white space. */
export function lastNonSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at--;
  return at;
}
