import { DomainError } from '~/server/kernel/failure';
import type { Resource } from '~/server/kube/member';
import type { At, MemberClient } from '~/server/kube/member-client';
import { isInSight, seesEverythingOf } from '~/server/teams/core/in-sight';
import { ACTIONS, type Action } from '~/server/teams/model/action';
import type { Rights } from '~/server/teams/model/rights';
import { smallestRole } from '~/server/teams/model/role-actions';
import type { Sight } from '~/server/teams/model/sight';
import type { MemberWrite } from './ports';

/** For whom a client speaks: what they are doing, and on what, by which rights; `grants`: on what they may decide who may do what. */
export type Guard = { action: Action; sight: Sight; grants: Sight; rights: Rights };

/** Kinds that decide what others may do in their cluster: https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
const ACCESS_GROUPS = ['rbac.authorization.k8s.io', 'admissionregistration.k8s.io', 'certificates.k8s.io'];
const ACCESS_KINDS = ['apiextensions.k8s.io/customresourcedefinitions', 'apiregistration.k8s.io/apiservices'];

/**
 * A member's client that does only what the action and the rights of the person allow, whatever the use case that holds it
 * meant to do; `now` and `inPerson` are asked before each write. What is out of sight is not found; what is in sight and may
 * not be done is forbidden.
 */
export function guardedClient(
  client: MemberClient,
  guard: Guard,
  now: () => Promise<Guard>,
  inPerson: (write: MemberWrite, rights: Rights) => Promise<MemberClient | undefined>,
): MemberClient {
  const { name: cluster } = client;
  const { action } = guard;
  const forbidden = (needed: Action) =>
    new DomainError({ kind: 'forbidden', action: needed, missing: smallestRole(needed) });

  const see = (
    resource: Resource,
    namespace: string | undefined,
    name: string | undefined,
    { sight }: Guard = guard,
  ) => {
    // a namespace's own object is as much in sight as what lies in it
    const own = isNamespace(resource) ? name : undefined;
    const within = namespace ?? own;
    const isSeen =
      within === undefined && name === undefined
        ? seesEverythingOf(sight, cluster)
        : isInSight(sight, { cluster, namespace: within });
    if (!isSeen) throw outOfSight(cluster, within);
  };
  /** Throws where the person may not; else who sends it: the person where they can, the hub for them where not. */
  const write = async (verb: MemberWrite['verb'], resource: Resource, at: Partial<At>): Promise<MemberClient> => {
    const { namespace, name = '', subresource } = at;
    if (ACTIONS[action] !== 'write') throw forbidden(action);
    const held = await now();
    if (isNamespace(resource) && !isInSight(held.sight, { cluster })) throw outOfSight(cluster, name);
    see(resource, namespace, name, held);
    const isAccess = decidesAccess(resource) || subresource === 'token';
    if (isAccess && !seesEverythingOf(held.grants, cluster)) throw forbidden('teams.grant');
    return (await inPerson({ verb, resource, at }, held.rights)) ?? client;
  };

  return {
    name: cluster,
    get: async (resource, at, options) => {
      see(resource, at.namespace, at.name);
      return client.get(resource, at, options);
    },
    list: async (resource, query, options) => {
      see(resource, query.namespace, undefined);
      return client.list(resource, query, options);
    },
    pages: (resource, query, options) => {
      see(resource, query.namespace, undefined);
      return client.pages(resource, query, options);
    },
    watch: (resource, query, on) => {
      see(resource, query.namespace, undefined);
      return client.watch(resource, query, on);
    },
    create: async (resource, at, object, options) => {
      const sender = await write('create', resource, at);
      return sender.create(resource, at, object, options);
    },
    update: async (resource, at, object, options) => {
      const sender = await write('update', resource, at);
      return sender.update(resource, at, object, options);
    },
    apply: async (resource, at, object, options) => {
      const sender = await write('patch', resource, at);
      return sender.apply(resource, at, object, options);
    },
    patch: async (resource, at, patch, options) => {
      const sender = await write('patch', resource, at);
      return sender.patch(resource, at, patch, options);
    },
    delete: async (resource, at, options) => {
      const sender = await write('delete', resource, at);
      return sender.delete(resource, at, options);
    },
    raw: async (path, options) => {
      if (!OPEN_PATHS.test(path) && !seesEverythingOf(guard.sight, cluster)) throw outOfSight(cluster, undefined);
      return client.raw(path, options);
    },
    discover: (options) => client.discover(options),
  };
}

/** What is the same for everyone who sees any of a cluster: `/version`, `/readyz`, `/openapi/v3/…`. */
const OPEN_PATHS = /^\/(version|readyz|livez|openapi\/v[23](\/[\w-][\w.-]*)*)(\?[\w=&-]*)?$/;

const isNamespace = ({ group, plural }: Resource) => group === '' && plural === 'namespaces';

const decidesAccess = ({ group, plural }: Resource) =>
  ACCESS_GROUPS.includes(group) || ACCESS_KINDS.includes(`${group}/${plural}`);

const outOfSight = (cluster: string, namespace: string | undefined) =>
  new DomainError(
    namespace === undefined
      ? { kind: 'not-found', what: 'cluster', name: cluster }
      : { kind: 'not-found', what: 'namespace', name: `${cluster}/${namespace}` },
  );
