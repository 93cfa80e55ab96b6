import { badRequest } from '~/server/simulator/api/api-error';
import { digObject, digText, isObject, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import type { Store } from '~/server/simulator/api/store';
import { isAllowed, rulesOf } from './authorize';
import type { Attempt, User } from './user';

/** What a review is answered from. `authenticate` knows the member's bearer tokens. */
export type Reviewing = { store: Store; user: User; namespace: string; authenticate(token: string): User | undefined };

type Review = (object: KubeObject, reviewing: Reviewing) => JsonObject;

/** The access and identity reviews: created, answered in `status`, never kept. */
export const REVIEWS: Record<string, Review> = {
  selfsubjectaccessreviews: (object, { store, user }) => ({
    spec: object['spec'],
    status: { allowed: isAllowed(store, user, attemptOf(object)) },
  }),
  subjectaccessreviews: (object, { store }) => ({
    spec: object['spec'],
    status: { allowed: isAllowed(store, subjectOf(object), attemptOf(object)) },
  }),
  localsubjectaccessreviews: (object, { store }) => ({
    spec: object['spec'],
    status: { allowed: isAllowed(store, subjectOf(object), attemptOf(object)) },
  }),
  selfsubjectrulesreviews: (object, { store, user }) => ({ spec: {}, status: rulesStatus(object, store, user) }),
  selfsubjectreviews: (_object, { user }) => ({ status: { userInfo: userInfo(user) } }),
  tokenreviews: (object, { authenticate }) => ({
    spec: object['spec'],
    status: tokenStatus(authenticate(digText(object, 'spec', 'token') ?? '')),
  }),
};

function attemptOf(object: KubeObject): Attempt {
  const resource = digObject(object, 'spec', 'resourceAttributes');
  const path = digObject(object, 'spec', 'nonResourceAttributes');
  const text = (from: JsonObject | undefined, field: string) => digText(from, field) ?? '';
  if (path) return { verb: text(path, 'verb'), path: text(path, 'path') };
  return {
    verb: text(resource, 'verb'),
    group: text(resource, 'group'),
    resource: text(resource, 'resource'),
    subresource: text(resource, 'subresource'),
    namespace: text(resource, 'namespace'),
    name: text(resource, 'name'),
  };
}

function subjectOf(object: KubeObject): User {
  const spec = digObject(object, 'spec') ?? {};
  const groups = Array.isArray(spec['groups']) ? spec['groups'].map(String) : [];
  return { name: digText(spec, 'user') ?? '', groups };
}

function rulesStatus(object: KubeObject, store: Store, user: User): JsonObject {
  const namespace = digText(object, 'spec', 'namespace');
  if (!namespace) throw badRequest('no namespace on request');
  const rules = [...rulesOf(store, user, namespace)];
  const isMaster = user.groups.includes('system:masters');
  const all = isMaster
    ? [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { verbs: ['*'], nonResourceURLs: ['*'] }, ...rules]
    : rules;
  return {
    resourceRules: all.filter((rule) => !('nonResourceURLs' in rule)),
    nonResourceRules: all.filter((rule) => 'nonResourceURLs' in rule),
    incomplete: false,
  };
}

const userInfo = ({ name, uid, groups }: User): JsonObject => ({ username: name, ...(uid ? { uid } : {}), groups });

function tokenStatus(user: User | undefined): JsonObject {
  if (!user) return { user: {}, error: 'invalid bearer token' };
  return { authenticated: true, user: userInfo(user), audiences: ['https://kubernetes.default.svc'] };
}

/** The answer to a review in the field order of the real server. */
export function answerReview(plural: string, body: unknown, reviewing: Reviewing): JsonObject {
  const object: KubeObject = { metadata: { name: '' }, ...(isObject(body) ? body : {}) };
  return { metadata: { creationTimestamp: null }, ...REVIEWS[plural]?.(object, reviewing) };
}
