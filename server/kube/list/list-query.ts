import type { Resource } from '../member';
import type { ListQuery } from '../member-client';
import { resourcePath, withQuery } from '../request/resource-path';

export const DEFAULT_PAGE = 500;

/** The path that asks for one page. */
export function listPath(resource: Resource, query: ListQuery): string {
  const { namespace, labelSelector, fieldSelector, limit = DEFAULT_PAGE, resourceVersion } = query;
  const path = resourcePath(resource, namespace === undefined ? {} : { namespace });
  // a continued list takes its version from the token and refuses another
  const version = query.continue === undefined ? resourceVersion : undefined;
  const parts = { labelSelector, fieldSelector, limit, continue: query.continue, resourceVersion: version };
  return withQuery(path, parts);
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources */
export function listAccept(as: ListQuery['as']): string {
  if (as === 'table') return 'application/json;as=Table;g=meta.k8s.io;v=v1';
  return as === 'metadata' ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' : 'application/json';
}
