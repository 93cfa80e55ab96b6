import { isAllowed } from './access/authorize';
import type { User } from './access/user';
import { ApiError, forbidden, methodNotAllowed } from './api-error';
import type { Resource } from './registry';
import { isTrue } from './select/query';
import type { Store } from './store';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';
export type ResourceRequest = { resource: Resource; namespace: string; name: string; subresource: string };

/** The verb of a request, in the words of RBAC. */
export function verbOf(method: string, name: string, query: URLSearchParams): Verb {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isTrue(query.get('watch'))) return 'watch';
      return name === '' ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      throw methodNotAllowed();
  }
}

/** Throws the server's 403 when the user may not. */
export function authorizeResource(store: Store, user: User, verb: Verb, request: ResourceRequest): void {
  const { resource, namespace, name, subresource } = request;
  const { group, plural } = resource.kind;
  // A namespace itself is authorized as if it lay in itself.
  const within = group === '' && plural === 'namespaces' ? name : namespace;
  if (isAllowed(store, user, { verb, group, resource: plural, subresource, namespace: within, name })) return;
  const where = within === '' ? 'at the cluster scope' : `in the namespace "${within}"`;
  const full = subresource === '' ? plural : `${plural}/${subresource}`;
  throw forbidden(
    resource.kind,
    name,
    `User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`,
  );
}

/** Throws the server's 403 for a path that is no resource. */
export function authorizePath(store: Store, user: User, method: string, path: string): void {
  const verb = method === 'GET' ? 'get' : method.toLowerCase();
  if (isAllowed(store, user, { verb, path })) return;
  const message = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`;
  throw new ApiError({ code: 403, reason: 'Forbidden', message, details: {} });
}

/** Throws 405 for a verb that the kind or its subresource does not know. */
export function checkVerb({ resource, name, subresource }: ResourceRequest, verb: Verb): void {
  const { kind } = resource;
  if (subresource !== '') return;
  if (verb === 'create' && name !== '') throw methodNotAllowed();
  if ((verb === 'update' || verb === 'patch') && name === '') throw methodNotAllowed();
  if (!kind.verbs.includes(verb)) throw methodNotAllowed();
}
