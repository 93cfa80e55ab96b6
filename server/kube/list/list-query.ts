import type { Resource } from '~/server/kube/member';
import type { ListQuery } from '~/server/kube/member-client';
import { Ended } from '~/server/kube/request/ended';
import { resourcePath, withQuery } from '~/server/kube/request/resource-path';

export const DEFAULT_PAGE = 500;
/** More pages than any member has: a hostile one could go on for ever. */
export const MAX_PAGES = 20_000;
export const ENDLESS = new Ended('garbled', `the list goes on after ${MAX_PAGES} pages`);

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
