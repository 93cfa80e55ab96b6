import { afterQuote, BYTE_CLASS, CLOSE, COMMA, OPEN, QUOTE } from './json-bytes';

/** How deep an answer may nest: API servers stop far earlier, and deeper values break `JSON.stringify`. */
export const MAX_DEPTH = 64;

/** Whether JSON text nests deeper than `limit`, told from its bytes before anything is built from them. */
export const jsonDepthExceeds = (bytes: Buffer, limit: number): boolean =>
  jsonExceeds(bytes, { depth: limit, values: Number.POSITIVE_INFINITY });

/** Whether JSON text nests deeper or holds more values than the limits, told from its bytes alone. */
export function jsonExceeds(bytes: Buffer, limits: { depth: number; values: number }): boolean {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at++) {
    const kind = BYTE_CLASS[bytes[at] ?? 0];
    if (kind === QUOTE) {
      const next = afterQuote(bytes, at + 1, bytes.length, at);
      if (next === -1) return false;
      at = next - 1;
    } else if (kind === OPEN && ++depth > limits.depth) return true;
    else if (kind === CLOSE) depth--;
    else if (kind === COMMA && ++values > limits.values) return true;
  }
  return false;
}
