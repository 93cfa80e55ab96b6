import { parse as parseYaml } from 'yaml';
import type { User } from './access/user';
import { badRequest, unsupportedMediaType } from './api-error';
import { readProtobuf } from './read-protobuf';

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

/** The body as JSON or YAML, or undefined when there is none; throws 400 and 415. */
export function bodyOf({ body, header }: ApiRequest, wanted: string): unknown {
  if (body.length === 0) return undefined;
  const type = header('content-type').split(';')[0]?.trim() ?? '';
  if (type === 'application/vnd.kubernetes.protobuf') {
    const object = readProtobuf(body);
    if (object) return object;
  }
  if (!['', 'application/json', 'application/yaml', 'application/x-www-form-urlencoded'].includes(type))
    throw unsupportedMediaType();
  const text = body.toString();
  try {
    return type === 'application/yaml' ? parseYaml(text) : JSON.parse(text);
  } catch {
    const found = text.trimStart().slice(0, 1);
    throw badRequest(
      `the object provided is unrecognized (must be of type ${wanted}): couldn't get version/kind; json parse error: invalid character '${found}' looking for beginning of value (${text.slice(0, 60)})`,
    );
  }
}
