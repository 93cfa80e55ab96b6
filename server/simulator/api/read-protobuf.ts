import type { JsonObject } from './object';

/** Field number → name and form; `map` is string to string. */
type Schema = { [number: number]: [name: string, form: 'string' | 'map' | Schema] };

const META: Schema = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
};
const RESOURCE: Schema = {
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
};
const PATH: Schema = { 1: ['path', 'string'], 2: ['verb', 'string'] };

/** The few kinds that kubectl 1.32 and later send as protobuf and that are cheap to read (`generated.proto` of each group). */
const SCHEMAS: Record<string, Schema> = {
  SelfSubjectAccessReview: {
    1: ['metadata', META],
    2: ['spec', { 1: ['resourceAttributes', RESOURCE], 2: ['nonResourceAttributes', PATH] }],
  },
  SelfSubjectRulesReview: { 1: ['metadata', META], 2: ['spec', { 1: ['namespace', 'string'] }] },
  SelfSubjectReview: { 1: ['metadata', META] },
  Namespace: { 1: ['metadata', META] },
  ConfigMap: { 1: ['metadata', META], 2: ['data', 'map'] },
  ServiceAccount: { 1: ['metadata', META] },
};

const MAGIC = Buffer.from('k8s\0');

/** An object in Kubernetes' protobuf envelope (`runtime.Unknown`), or undefined for a kind that is not read here. */
export function readProtobuf(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, 4).equals(MAGIC)) return undefined;
  const envelope = new Map(fieldsIn(body.subarray(4)));
  const type = new Map(fieldsIn(envelope.get(1) ?? Buffer.alloc(0)));
  const kind = type.get(2)?.toString() ?? '';
  const schema = SCHEMAS[kind];
  const object = schema && readMessage(envelope.get(2) ?? Buffer.alloc(0), schema);
  return object && { kind, apiVersion: type.get(1)?.toString() ?? '', ...object };
}

function readMessage(message: Buffer, schema: Schema): JsonObject {
  const object: JsonObject = {};
  for (const [number, content] of fieldsIn(message)) {
    const [name, form] = schema[number] ?? [];
    if (name === undefined || form === undefined) continue;
    if (form === 'string') object[name] = content.toString();
    else if (form === 'map') object[name] = { ...Object(object[name]), ...readEntry(content) };
    else object[name] = readMessage(content, form);
  }
  return object;
}

function readEntry(content: Buffer): JsonObject {
  const entry = new Map(fieldsIn(content));
  return { [entry.get(1)?.toString() ?? '']: entry.get(2)?.toString() ?? '' };
}

/** The length-delimited fields of a message; numbers are passed over. */
function fieldsIn(message: Buffer): [number: number, content: Buffer][] {
  const fields: [number, Buffer][] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; at < message.length; shift += 7) {
      const byte = message[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag & 7;
    if (wire === 0) varint();
    else if (wire !== 2) return fields;
    else {
      const length = varint();
      fields.push([tag >>> 3, message.subarray(at, at + length)]);
      at += length;
    }
  }
  return fields;
}
