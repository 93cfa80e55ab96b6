import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { type MessageField, messageType } from './message-types';
import { BrokenMessage, fieldsOf, numbersIn, type WireField } from './wire';

/**
 * The JSON form of a message of a known type: what Go's encoder would write of it, but for empty fields, which stay. Fields
 * that the type does not know are passed over. Throws BrokenMessage.
 */
export function readMessage(type: string, message: Buffer): unknown {
  const special = SPECIAL[type];
  if (special) return special(message);
  const fields = messageType(type);
  let object: unknown = {};
  for (const { number, value } of fieldsOf(message)) {
    const field = fields?.get(number);
    if (field) object = withField(object, field, value);
  }
  return object;
}

function withField(object: unknown, field: MessageField, value: WireField['value']): unknown {
  const { name, form, type } = field;
  const items = form === '[]' ? itemsOf(type, value) : undefined;
  if (name === '' && items) return [...(Array.isArray(object) ? object : []), ...items];
  if (!isObject(object)) return object;
  if (name === '') return Object.assign(object, readMessage(type, asBytes(value)));
  const before = object[name];
  if (items) object[name] = [...(Array.isArray(before) ? before : []), ...items];
  else if (form === '{}') object[name] = Object.assign(isObject(before) ? before : {}, readEntry(type, asBytes(value)));
  else object[name] = readValue(type, value);
  return object;
}

/** Lists of numbers may be packed into one field. */
const itemsOf = (type: string, value: WireField['value']): unknown[] =>
  Buffer.isBuffer(value) && type in NUMBERS
    ? [...numbersIn(value)].map((number) => readValue(type, number))
    : [readValue(type, value)];

function readEntry(type: string, entry: Buffer): JsonObject {
  const parts = new Map([...fieldsOf(entry)].map(({ number, value }) => [number, value]));
  const key = parts.get(1);
  const value = parts.get(2) ?? (type in NUMBERS ? 0n : Buffer.alloc(0));
  return { [key === undefined ? '' : asBytes(key).toString()]: readValue(type, value) };
}

function readValue(type: string, value: WireField['value']): unknown {
  const number = NUMBERS[type];
  if (number) return number(asNumber(value));
  if (type === 'string') return asBytes(value).toString();
  return type === 'bytes' ? asBytes(value).toString('base64') : readMessage(type, asBytes(value));
}

const NUMBERS: Record<string, (value: bigint) => unknown> = {
  bool: (value) => value !== 0n,
  int32: (value) => Number(BigInt.asIntN(32, value)),
  int64: (value) => Number(BigInt.asIntN(64, value)),
};

function asBytes(value: WireField['value']): Buffer {
  if (Buffer.isBuffer(value)) return value;
  throw new BrokenMessage('proto: wrong wireType = 0');
}

function asNumber(value: WireField['value']): bigint {
  if (!Buffer.isBuffer(value)) return value;
  throw new BrokenMessage('proto: wrong wireType = 2');
}

const partsOf = (message: Buffer) => new Map([...fieldsOf(message)].map(({ number, value }) => [number, value]));
const numberIn = (parts: Map<number, WireField['value']>, at: number) =>
  Number(BigInt.asIntN(64, asNumber(parts.get(at) ?? 0n)));
const textIn = (parts: Map<number, WireField['value']>, at: number) =>
  asBytes(parts.get(at) ?? Buffer.alloc(0)).toString();

/** Messages whose JSON is no object of their fields. */
const SPECIAL: Record<string, (message: Buffer) => unknown> = {
  'resource.Quantity': (message) => textIn(partsOf(message), 1),
  'intstr.IntOrString': (message) => {
    const parts = partsOf(message);
    return numberIn(parts, 1) === 1 ? textIn(parts, 3) : numberIn(parts, 2);
  },
  'meta.v1.Time': (message) => {
    const parts = partsOf(message);
    const [seconds, nanos] = [numberIn(parts, 1), numberIn(parts, 2)];
    return seconds === 0 && nanos === 0 ? null : `${secondsText(seconds)}Z`;
  },
  'meta.v1.MicroTime': (message) => {
    const parts = partsOf(message);
    const [seconds, nanos] = [numberIn(parts, 1), numberIn(parts, 2)];
    const micros = String(Math.floor(nanos / 1000)).padStart(6, '0');
    return seconds === 0 && nanos === 0 ? null : `${secondsText(seconds)}.${micros}Z`;
  },
  'meta.v1.FieldsV1': (message) => readJson(message),
  'runtime.RawExtension': (message) => readJson(message),
};

const secondsText = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);

function readJson(message: Buffer): unknown {
  const text = textIn(partsOf(message), 1);
  return text === '' ? null : JSON.parse(text);
}
