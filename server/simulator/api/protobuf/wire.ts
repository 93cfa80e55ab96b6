/** A field as it stands in a message: a number for wire types 0, 1 and 5, bytes for wire type 2. */
export type WireField = { number: number; value: bigint | Buffer };

/** What Go's decoder says of a message that ends too early or holds what protobuf does not know. */
export class BrokenMessage extends Error {
  override readonly name = 'BrokenMessage';
}

const endsEarly = () => new BrokenMessage('unexpected EOF');
const FIXED_BYTES: Record<number, number> = { 1: 8, 5: 4 };

/** The fields of a message in their order (https://protobuf.dev/programming-guides/encoding). Throws BrokenMessage. */
export function* fieldsOf(message: Buffer): Generator<WireField> {
  let at = 0;
  const varint = () => {
    const { value, end } = readVarint(message, at);
    at = end;
    return value;
  };
  const bytes = (length: number) => {
    if (at + length > message.length) throw endsEarly();
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = Number(varint());
    const [number, wire] = [tag >>> 3, tag & 7];
    if (number === 0) throw new BrokenMessage(`proto: illegal tag ${number} (wire type ${wire})`);
    const fixed = FIXED_BYTES[wire];
    if (wire === 0) yield { number, value: varint() };
    else if (wire === 2) yield { number, value: bytes(Number(varint())) };
    else if (fixed !== undefined) yield { number, value: BigInt(`0x${bytes(fixed).reverse().toString('hex')}`) };
    else throw new BrokenMessage(`proto: illegal wireType ${wire}`);
  }
}

/** All numbers of a packed list. */
export function* numbersIn(packed: Buffer): Generator<bigint> {
  for (let at = 0; at < packed.length; ) {
    const { value, end } = readVarint(packed, at);
    at = end;
    yield value;
  }
}

function readVarint(message: Buffer, from: number): { value: bigint; end: number } {
  let value = 0n;
  for (let at = from, shift = 0n; ; at++, shift += 7n) {
    const byte = message[at];
    if (byte === undefined) throw endsEarly();
    if (shift > 63n) throw new BrokenMessage('proto: integer overflow');
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return { value, end: at + 1 };
  }
}
