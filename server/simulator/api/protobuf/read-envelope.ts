import { badRequest, unsupportedMediaType } from '~/server/simulator/api/api-error';
import { isObject, type JsonObject } from '~/server/simulator/api/object';
import { messageOf } from './message-types';
import { readMessage } from './read-message';
import { BrokenMessage, fieldsOf } from './wire';

const MAGIC = Buffer.from('k8s\0');
const SHOWN_BYTES = 30;
const SCHEME = 'pkg/api/legacyscheme/scheme.go:30';

/** The kind for which a request is; a custom one has no message. */
export type Wanted = { kind: string; custom?: boolean };

/**
 * The object in Kubernetes' envelope for protobuf (`runtime.Unknown`), as JSON. Throws 400 for what is broken or of another
 * kind, 415 for a kind of Kubernetes whose message is not known here.
 */
export function readEnvelope(body: Buffer, wanted: Wanted): JsonObject {
  const { apiVersion, kind, raw } = unpack(body, wanted.kind);
  const version = apiVersion.split('/').at(-1) ?? '';
  const refused = (why: string) =>
    badRequest(`${kind} in version "${version}" cannot be handled as a ${wanted.kind}: ${why}`);
  if (wanted.custom) throw refused("Object 'Kind' is missing in 'object has no kind field '");
  const name = messageOf(apiVersion, kind);
  if (name === undefined && kind === wanted.kind && apiVersion.includes('.k8s.io/')) throw unsupportedMediaType();
  if (name === undefined)
    throw refused(`no kind "${kind}" is registered for version "${apiVersion}" in scheme "${SCHEME}"`);
  try {
    const object = readMessage(name, raw);
    return { kind, apiVersion, ...(isObject(object) ? object : {}) };
  } catch (error) {
    if (error instanceof BrokenMessage) throw refused(error.message);
    throw error;
  }
}

function unpack(body: Buffer, wanted: string): { apiVersion: string; kind: string; raw: Buffer } {
  const unrecognized = (why: string) =>
    badRequest(`the object provided is unrecognized (must be of type ${wanted}): ${why} (${shown(body)})`);
  if (!body.subarray(0, MAGIC.length).equals(MAGIC))
    throw unrecognized(
      `provided data does not appear to be a protobuf message, expected prefix [${[...MAGIC].join(' ')}]`,
    );
  if (body.length === MAGIC.length) throw unrecognized('empty body');
  try {
    const envelope = bytesIn(body.subarray(MAGIC.length));
    const type = bytesIn(envelope.get(1) ?? Buffer.alloc(0));
    return {
      apiVersion: type.get(1)?.toString() ?? '',
      kind: type.get(2)?.toString() ?? '',
      raw: envelope.get(2) ?? Buffer.alloc(0),
    };
  } catch (error) {
    if (error instanceof BrokenMessage) throw unrecognized(error.message);
    throw error;
  }
}

const bytesIn = (message: Buffer): Map<number, Buffer> =>
  new Map([...fieldsOf(message)].flatMap(({ number, value }) => (Buffer.isBuffer(value) ? [[number, value]] : [])));

const shown = (body: Buffer) =>
  body.length > SHOWN_BYTES ? `${body.subarray(0, SHOWN_BYTES).toString('hex')} ...` : body.toString('hex');
