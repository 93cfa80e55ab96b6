import { badRequest, invalidFields, serverError } from '~/server/simulator/api/api-error';
import type { Kind } from '~/server/simulator/api/kinds';
import type { Stored } from '~/server/simulator/api/store';
import { parseFieldSelector } from './field-selector';
import { readLabelSelector } from './read-label-selector';

/** What a list or watch asks for, checked. */
export type ListQuery = {
  namespace: string;
  /** Undefined when every object of the namespace is meant: then nothing has to be parsed. */
  matches: ((stored: Stored) => boolean) | undefined;
  limit: number;
  token: string;
  /** Undefined: the newest. 0: any. */
  resourceVersion: number | undefined;
  match: 'Exact' | 'NotOlderThan' | undefined;
  timeoutSeconds: number | undefined;
  bookmarks: boolean;
};

/** Reads the query of a list or watch (https://kubernetes.io/docs/reference/using-api/api-concepts/); throws as the real server. */
export function parseListQuery(kind: Kind, namespace: string, name: string, query: URLSearchParams): ListQuery {
  const resourceVersion = parseRevision(query.get('resourceVersion') ?? '');
  const token = query.get('continue') ?? '';
  const match = parseMatch(query.get('resourceVersionMatch') ?? '', resourceVersion, token);
  if (token !== '' && resourceVersion !== undefined && resourceVersion !== 0) {
    throw badRequest('specifying resource version is not allowed when using continue');
  }
  return {
    namespace,
    matches: parseSelectors(kind, name, query),
    limit: parseInteger(query.get('limit')) ?? 0,
    token,
    resourceVersion,
    match,
    timeoutSeconds: parseInteger(query.get('timeoutSeconds')),
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
  };
}

/** How the server reads booleans in queries: everything but these is true. */
export const isTrue = (value: string | null) => value !== null && !['', '0', 'false', 'False'].includes(value);

function parseSelectors(kind: Kind, name: string, query: URLSearchParams): ListQuery['matches'] {
  const labels = query.get('labelSelector') ?? '';
  const fields = query.get('fieldSelector') ?? '';
  const byLabels = labels === '' ? undefined : readLabelSelector(labels);
  const byFields = fields === '' ? undefined : parseFieldSelector(kind, fields);
  if (!byLabels && !byFields) return name === '' ? undefined : (stored) => stored.name === name;
  return (stored) => {
    if (name !== '' && stored.name !== name) return false;
    const object = stored.object();
    return (byLabels?.(object.metadata.labels) ?? true) && (byFields?.(object) ?? true);
  };
}

function parseRevision(text: string): number | undefined {
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw serverError(`resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`);
}

function parseInteger(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
}

function parseMatch(text: string, resourceVersion: number | undefined, token: string): ListQuery['match'] {
  if (text === '') return undefined;
  const refuse = (why: string, reason = 'FieldValueForbidden') =>
    invalidFields({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      { reason, message: why, field: 'resourceVersionMatch' },
    ]);
  if (resourceVersion === undefined) {
    throw refuse('Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided');
  }
  if (token !== '') throw refuse('Forbidden: resourceVersionMatch is forbidden when continue is provided');
  if (text !== 'Exact' && text !== 'NotOlderThan') {
    const supported = 'supported values: "Exact", "NotOlderThan", ""';
    throw refuse(`Unsupported value: "${text}": ${supported}`, 'FieldValueNotSupported');
  }
  if (text === 'Exact' && resourceVersion === 0) {
    throw refuse('Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
  }
  return text;
}
