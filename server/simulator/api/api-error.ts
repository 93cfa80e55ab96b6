import type { JsonObject } from './object';

export type Cause = { reason?: string; message: string; field?: string };
export type StatusDetails = {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: Cause[];
  retryAfterSeconds?: number;
};

type Refusal = { code: number; reason?: string; message: string; details?: StatusDetails; continue?: string };

/** A refusal in the API server's own words; it becomes a `Status` object. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** The `Status` of a refusal, in the field order of the real server. */
export function statusOf({ refusal }: ApiError): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: refusal.continue === undefined ? {} : { continue: refusal.continue },
    status: 'Failure',
    message: refusal.message,
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
    ...(refusal.details === undefined ? {} : { details: refusal.details }),
    code: refusal.code,
  };
}

/** How refusals name a resource: `nodes`, `deployments.apps`. */
type Named = { group: string; plural: string };
const qualified = ({ group, plural }: Named) => (group === '' ? plural : `${plural}.${group}`);
const detailsOf = ({ group, plural }: Named, name?: string): StatusDetails => ({
  ...(name ? { name } : {}),
  ...(group === '' ? {} : { group }),
  kind: plural,
});

export const badRequest = (message: string) => new ApiError({ code: 400, reason: 'BadRequest', message });

export const unauthorized = () => new ApiError({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });

export function forbidden(kind: Named, name: string, why: string, causes?: Cause[]): ApiError {
  const subject = name === '' ? qualified(kind) : `${qualified(kind)} "${name}"`;
  const details = { ...detailsOf(kind, name), ...(causes ? { causes } : {}) };
  return new ApiError({ code: 403, reason: 'Forbidden', message: `${subject} is forbidden: ${why}`, details });
}

export const notFound = (kind: Named, name: string) =>
  new ApiError({
    code: 404,
    reason: 'NotFound',
    message: `${qualified(kind)} "${name}" not found`,
    details: detailsOf(kind, name),
  });

export const noSuchResource = () =>
  new ApiError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });

export const methodNotAllowed = () =>
  new ApiError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });

export const notAcceptable = () =>
  new ApiError({ code: 406, reason: 'NotAcceptable', message: '406: Not Acceptable', details: {} });

/** `isLeaving`: what is in the way is being deleted. */
export const alreadyExists = (kind: Named, name: string, isLeaving = false) =>
  new ApiError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${isLeaving ? 'object is being deleted: ' : ''}${qualified(kind)} "${name}" already exists`,
    details: detailsOf(kind, name),
  });

export const conflict = (kind: Named, name: string, why: string, causes?: Cause[]) =>
  new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualified(kind)} "${name}": ${why}`,
    details: { ...detailsOf(kind, name), ...(causes ? { causes } : {}) },
  });

export const modified = (kind: Named, name: string) =>
  conflict(kind, name, 'the object has been modified; please apply your changes to the latest version and try again');

export const expired = (message: string, token?: string) =>
  new ApiError({ code: 410, reason: 'Expired', message, ...(token === undefined ? {} : { continue: token }) });

export const unsupportedMediaType = () =>
  new ApiError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message:
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  });

export const unsupportedPatch = () =>
  new ApiError({ code: 415, reason: 'UnsupportedMediaType', message: '415: Unsupported Media Type', details: {} });

/** 422 for fields; `group` and `kind` name the type whose fields they are. */
export function invalidFields(type: { group: string; kind: string }, name: string, causes: Cause[]): ApiError {
  // A sentence is told once, its causes as often as they were found.
  const listed = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const told = listed.length === 1 ? listed[0] : `[${listed.join(', ')}]`;
  const typeName = type.group === '' ? type.kind : `${type.kind}.${type.group}`;
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `${typeName} "${name}" is invalid: ${told}`,
    details: {
      ...(name ? { name } : {}),
      ...(type.group === '' ? {} : { group: type.group }),
      ...(type.kind === '' ? {} : { kind: type.kind }),
      causes,
    },
  });
}

/** What a JSON patch that cannot be applied is answered with; the real server tells no more. */
export const unprocessable = () =>
  new ApiError({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  });

/** A 500 with a reason: what a server answers that knows what went wrong within. */
export const internalError = (message: string) =>
  new ApiError({
    code: 500,
    reason: 'InternalError',
    message: `Internal error occurred: ${message}`,
    details: { causes: [{ message }] },
  });

export const serverError = (message: string) => new ApiError({ code: 500, message });

export const tooLargeResourceVersion = (asked: number, current: number) =>
  new ApiError({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  });
