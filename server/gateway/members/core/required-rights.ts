import type { Action } from '~/server/teams/model/action';
import type { AskedObject, MemberRequest, Verb } from '../member-request';

/**
 * What a request needs: one action where it points, what `also` must be held there, and for what decides access in a member
 * the right to grant on all of it.
 */
export type Required = { action: Action; also?: Action; grants: boolean };

/** Kinds that decide what others may do in their cluster: https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
const ACCESS_GROUPS = new Set(['rbac.authorization.k8s.io', 'admissionregistration.k8s.io', 'certificates.k8s.io']);
const ACCESS_KINDS = new Set(['apiextensions.k8s.io/customresourcedefinitions', 'apiregistration.k8s.io/apiservices']);
/** Questions about oneself: asked by a create, and change nothing. */
const SELF = new Set(['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews']);

const STREAMS: Record<string, Action> = {
  exec: 'gateway.exec',
  attach: 'gateway.exec',
  portforward: 'gateway.portForward',
  proxy: 'gateway.proxy',
};

const WRITES: Partial<Record<Verb, Action>> = {
  create: 'objects.create',
  update: 'objects.update',
  patch: 'objects.update',
  delete: 'objects.act',
  deletecollection: 'objects.act',
};

/** Undefined for what everyone may ask who sees any of the cluster. */
export function requiredRights(request: MemberRequest): Required | undefined {
  if (request.kind === 'discovery') return undefined;
  const { verb, object } = request;
  if (isSelfReview(object)) return undefined;
  const { subresource } = object;
  const stream = verb === 'connect' && subresource !== undefined ? STREAMS[subresource] : undefined;
  const also = alsoNeeded(verb, object);
  const needed = { ...(also ? { also } : {}), grants: false };
  if (stream) return { ...needed, action: stream };
  const write = WRITES[verb];
  if (write) return { ...needed, action: onScale(object) ? 'objects.act' : write, grants: decidesAccess(object) };
  return { action: readOf(verb, object), grants: false };
}

function readOf(verb: Verb, { resource, group, subresource }: AskedObject): Action {
  if (group === '' && resource === 'secrets') return 'gateway.secrets';
  if (group === '' && subresource === 'log') return 'gateway.logs';
  return verb === 'get' ? 'objects.get' : 'objects.list';
}

/**
 * A patch that changes nothing answers the whole Secret; a container that is put into a running pod is a terminal in it, and
 * through a node's own port its kubelet runs commands in every pod.
 */
function alsoNeeded(verb: Verb, { group, resource, subresource }: AskedObject): Action | undefined {
  if (group !== '') return undefined;
  if (resource === 'secrets') return 'gateway.secrets';
  const isTerminal = subresource === 'ephemeralcontainers' || (verb === 'connect' && resource === 'nodes');
  return isTerminal ? 'gateway.exec' : undefined;
}

export const isSelfReview = ({ group, resource }: AskedObject): boolean =>
  (group === 'authorization.k8s.io' || group === 'authentication.k8s.io') && SELF.has(resource);

/** What keeps a running application running: the same as its buttons need. */
const onScale = ({ subresource }: AskedObject) => subresource === 'scale' || subresource === 'eviction';

/** A token of a service account is its rights; a review tells what others may do. */
function decidesAccess({ group, resource, subresource }: AskedObject): boolean {
  return (
    ACCESS_GROUPS.has(group) ||
    ACCESS_KINDS.has(`${group}/${resource}`) ||
    (resource === 'serviceaccounts' && subresource === 'token') ||
    group === 'authorization.k8s.io' ||
    group === 'authentication.k8s.io'
  );
}
