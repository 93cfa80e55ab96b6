/** A length-delimited field of protobuf (https://protobuf.dev/programming-guides/encoding/). */
export function field(number: number, value: string | Buffer): Buffer {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left > 127) {
    bytes.push((left & 127) | 128);
    left = Math.floor(left / 128);
  }
  return Buffer.from([...bytes, left]);
}

/** gnostic's `NamedSchema`, `NamedPathItem` and `NamedAny`: a name and a message. */
export const named = (name: string, value: Buffer): Buffer => Buffer.concat([field(1, name), field(2, value)]);

/** gnostic's `Any`: a value as YAML, of which JSON is a part. */
export const anyOf = (value: unknown): Buffer => field(2, `${JSON.stringify(value)}\n`);
