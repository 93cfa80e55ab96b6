import { parse as parseYaml } from 'yaml';
import type { User } from './access/user';
import { badRequest, unsupportedMediaType } from './api-error';
import { readEnvelope, type Wanted } from './protobuf/read-envelope';

/** A request as the door hands it over: authenticated, its body read. */
export type ApiRequest = {
  method: string;
  /** Without the query, percent-encoded as it was sent. */
  path: string;
  query: URLSearchParams;
  /** A header in lower case; empty when absent. */
  header(name: string): string;
  body: Buffer;
  user: User;
};

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const typeOf = (header: ApiRequest['header']) => header('content-type').split(';')[0]?.trim() ?? '';

/** Whether the body is protobuf, whose unknown fields are never told. */
export const isProtobuf = ({ header }: ApiRequest) => typeOf(header) === PROTOBUF;

/** The body, whether it is JSON, YAML or protobuf, or undefined when there is none; throws 400 and 415. */
export function bodyOf({ body, header }: ApiRequest, wanted: Wanted): unknown {
  if (body.length === 0) return undefined;
  const type = typeOf(header);
  if (type === PROTOBUF) return readEnvelope(body, wanted);
  if (!['', 'application/json', 'application/yaml', 'application/x-www-form-urlencoded'].includes(type))
    throw unsupportedMediaType();
  const text = body.toString();
  try {
    return type === 'application/yaml' ? parseYaml(text) : JSON.parse(text);
  } catch {
    const found = text.trimStart().slice(0, 1);
    throw badRequest(
      `the object provided is unrecognized (must be of type ${wanted.kind}): couldn't get version/kind; json parse error: invalid character '${found}' looking for beginning of value (${text.slice(0, 60)})`,
    );
  }
}
