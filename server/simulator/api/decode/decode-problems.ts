import { badRequest } from '~/server/simulator/api/api-error';

/** What was met while an object was decoded: fields that its type does not know. Wrong types end the decoding at once. */
export type DecodeProblems = { unknown: string[] };

export const noProblems = (): DecodeProblems => ({ unknown: [] });

/** The 400 for a value that its field cannot hold. `where` are the Go type and field, as the server names them. */
export class WrongType extends Error {
  override readonly name = 'WrongType';
}

const GO_KINDS: Record<string, string> = { string: 'string', number: 'number', boolean: 'bool' };

export function goKindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return GO_KINDS[typeof value] ?? 'object';
}

/** The answer to a body that cannot be decoded as the kind that the path asks for. */
export const cannotDecode = (kind: string, version: string, why: string) =>
  badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
