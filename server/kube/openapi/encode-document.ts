import { isJson, type Json } from '~/server/kernel/json';
import { encodeSchema } from './encode-schema';
import { anyOf, field, named } from './protobuf';

const EMPTY = Buffer.alloc(0);

/**
 * An OpenAPI v2 document as gnostic's protobuf `Document`, the only form of version 2 that kubectl reads
 * (https://github.com/google/gnostic/blob/main/openapiv2/OpenAPIv2.proto).
 */
export function encodeDocument(document: Json): Buffer {
  const { info, paths, definitions } = document;
  return Buffer.concat([
    field(1, String(document['swagger'])),
    field(2, Buffer.concat([field(1, text(info, 'title')), field(2, text(info, 'version'))])),
    field(8, Buffer.concat(entries(paths).map(([path, item]) => field(2, named(path, encodePath(item)))))),
    field(9, Buffer.concat(entries(definitions).map(([name, one]) => field(1, named(name, encodeSchema(one)))))),
  ]);
}

const entries = (value: unknown) => Object.entries(isJson(value) ? value : {});
const text = (value: unknown, name: string) => String(isJson(value) ? (value[name] ?? '') : '');

/** The fields of `PathItem` for the verbs that are published. */
const VERBS: Record<string, number> = { get: 2, patch: 8 };

const encodePath = (item: unknown): Buffer =>
  Buffer.concat(
    entries(item).map(([verb, operation]) => {
      const number = VERBS[verb];
      return number === undefined ? EMPTY : field(number, encodeOperation(operation));
    }),
  );

function encodeOperation(operation: unknown): Buffer {
  const { parameters, ...rest } = isJson(operation) ? operation : {};
  const asked = Array.isArray(parameters) ? parameters.filter(isJson) : [];
  const extensions = entries(rest).filter(([name]) => name.startsWith('x-'));
  return Buffer.concat([
    ...asked.map((parameter) => field(8, encodeParameter(parameter))),
    ...extensions.map(([name, value]) => field(13, named(name, anyOf(value)))),
  ]);
}

/** A query parameter lies five messages deep: item, parameter, non-body parameter, query parameter. */
function encodeParameter(parameter: Json): Buffer {
  const query = Buffer.concat([
    field(2, String(parameter['in'])),
    field(4, String(parameter['name'])),
    field(6, String(parameter['type'])),
  ]);
  return field(1, field(2, field(3, query)));
}
