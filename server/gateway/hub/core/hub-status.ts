import { type Status, statusOf, statusOfFailure } from '~/server/gateway/members/core/status-of';
import type { Failure, Issue } from '~/server/kernel/failure';
import { joinPath } from '~/server/kernel/json';
import { GROUP, type HubKind } from './kinds';

type Cause = { reason: string; message: string; field?: string };
export type HubStatus = Omit<Status, 'details'> & {
  details?: { name?: string; group?: string; kind?: string; uid?: string; causes?: Cause[] };
};

/** What is asked about, for the sentences of refusals. */
export type Asked = { kind: HubKind; name: string };

const detailsOf = ({ kind, name }: Asked) => ({ name, group: GROUP, kind: kind.plural });
const resourceOf = ({ kind }: Asked) => `${kind.plural}.${GROUP}`;

export const notFound = (asked: Asked): HubStatus => ({
  ...statusOf(404, 'NotFound', `${resourceOf(asked)} ${JSON.stringify(asked.name)} not found`),
  details: detailsOf(asked),
});

export const alreadyExists = (asked: Asked): HubStatus => ({
  ...statusOf(409, 'AlreadyExists', `${resourceOf(asked)} ${JSON.stringify(asked.name)} already exists`),
  details: detailsOf(asked),
});

/** Somebody wrote since; clients read again and try once more when they see this reason. */
export const conflict = (asked: Asked, why: string): HubStatus => ({
  ...statusOf(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resourceOf(asked)} ${JSON.stringify(asked.name)}: ${why}`,
  ),
  details: detailsOf(asked),
});

export const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

export const methodNotAllowed = (verb: string, { kind }: Pick<Asked, 'kind'>, why = ''): HubStatus =>
  statusOf(405, 'MethodNotAllowed', `${verb} is not supported on resources of kind "${kind.plural}.${GROUP}"${why}`);

/** Version of a list or watch that is too old, or of no list of this hub: clients list again. */
export const expired = (): HubStatus =>
  statusOf(410, 'Expired', 'too old resource version: something left your sight since; list again');

/** Fields that cannot be accepted, each with its reason. */
export function invalidFields(asked: Asked, issues: readonly Issue[]): HubStatus {
  const causes = issues.map(({ path, message }) => ({
    ...{ reason: 'FieldValueInvalid', message, field: fieldOf(path) },
  }));
  const told = causes.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const sentence = told.length === 1 ? told[0] : `[${told.join(', ')}]`;
  return {
    ...statusOf(422, 'Invalid', `${asked.kind.kind}.${GROUP} ${JSON.stringify(asked.name)} is invalid: ${sentence}`),
    details: { ...detailsOf(asked), kind: asked.kind.kind, causes },
  };
}

/** `spec`, `templates`, 0: `spec.templates[0]`. */
export const fieldOf = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (field, key) => (/^\d+$/.test(String(key)) ? `${field}[${key}]` : joinPath(field, String(key))),
    '',
  );

/** A failure of a use case in the words of an API server. */
export function hubStatusOf(failure: Failure, asked: Asked | undefined): HubStatus {
  if (!asked) return statusOfFailure(failure);
  switch (failure.kind) {
    case 'not-found':
      return failure.what === 'application' ? notFound(asked) : statusOfFailure(failure);
    case 'stale':
      return conflict(asked, MODIFIED);
    case 'conflict':
      return failure.detail === 'name-taken' ? alreadyExists(asked) : conflict(asked, failure.detail);
    case 'invalid':
      return invalidFields(asked, failure.issues);
    case 'forbidden':
      return { ...statusOfFailure(failure), details: detailsOf(asked) };
    default:
      return statusOfFailure(failure);
  }
}
