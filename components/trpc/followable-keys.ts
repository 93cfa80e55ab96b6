/** `live.rows` takes 500 keys, and the socket messages of 64 KiB, of which the rest of the request needs little. */
const MOST_KEYS = 500;
const MOST_BYTES = 48 * 1024;

/** As many of the keys as one subscription can follow; the first ones, because a table shows the others by paging on. */
export function followableKeys(keys: readonly string[]): string[] {
  let bytes = 0;
  const fitting = keys.findIndex((key) => {
    bytes += JSON.stringify(key).length + 1;
    return bytes > MOST_BYTES;
  });
  return keys.slice(0, Math.min(MOST_KEYS, fitting < 0 ? keys.length : fitting));
}
