import { ApiError, badRequest, invalidFields } from '~/server/simulator/api/api-error';
import { digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import type { Store } from '~/server/simulator/api/store';
import { decide, rulesOf } from './authorize';
import { type Authenticated, ISSUER } from './service-account-tokens';
import type { Attempt, User } from './user';

/** What a review is answered from. `authenticate` knows the member's bearer tokens. */
export type Reviewing = {
  store: Store;
  user: User;
  namespace: string;
  authenticate(token: string, audiences: readonly string[]): Authenticated;
};

type Review = (object: KubeObject, reviewing: Reviewing) => JsonObject;

/** The access and identity reviews: created, answered in `status`, never kept. */
export const REVIEWS: Record<string, Review> = {
  selfsubjectaccessreviews: (object, { store, user }) => ({
    spec: object['spec'],
    status: decide(store, user, attemptOf(object)),
  }),
  subjectaccessreviews: (object, { store }) => ({
    spec: object['spec'],
    status: decide(store, subjectOf(object), attemptOf(object)),
  }),
  localsubjectaccessreviews: (object, { store, namespace }) => ({
    spec: object['spec'],
    status: decide(store, subjectOf(object), localAttempt(object, namespace)),
  }),
  selfsubjectrulesreviews: (object, { store, user }) => ({ spec: {}, status: rulesStatus(object, store, user) }),
  selfsubjectreviews: (_object, { user }) => ({ status: { userInfo: userInfo(user) } }),
  tokenreviews: (object, { authenticate }) => ({ spec: object['spec'], status: tokenStatus(object, authenticate) }),
};

/** The real server names no kind in these. */
const invalid = (field: string, message: string) =>
  invalidFields({ group: 'authorization.k8s.io', kind: '' }, '', [{ reason: 'FieldValueInvalid', message, field }]);

function attemptOf(object: KubeObject): Attempt {
  const resource = digObject(object, 'spec', 'resourceAttributes');
  const path = digObject(object, 'spec', 'nonResourceAttributes');
  const text = (from: JsonObject | undefined, field: string) => digText(from, field) ?? '';
  if ((resource === undefined) === (path === undefined)) {
    const value = resource ? 'cannot be specified in combination with resourceAttributes' : undefined;
    throw value
      ? invalid('spec.nonResourceAttributes', `Invalid value: ${JSON.stringify(path)}: ${value}`)
      : invalid(
          'spec.resourceAttributes',
          'Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified',
        );
  }
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

function localAttempt(object: KubeObject, namespace: string): Attempt {
  const asked = digText(object, 'spec', 'resourceAttributes', 'namespace') ?? '';
  if (asked !== namespace)
    throw invalid(
      'spec.resourceAttributes.namespace',
      `Invalid value: ${JSON.stringify(asked)}: must match metadata.namespace`,
    );
  return attemptOf(object);
}

function subjectOf(object: KubeObject): User {
  const spec = digObject(object, 'spec') ?? {};
  const groups = Array.isArray(spec['groups']) ? spec['groups'].map(String) : [];
  const name = digText(spec, 'user') ?? '';
  if (name === '' && groups.length === 0)
    throw invalid('spec.user', 'Invalid value: "": at least one of user or group must be specified');
  return { name, groups };
}

function rulesStatus(object: KubeObject, store: Store, user: User): JsonObject {
  const namespace = digText(object, 'spec', 'namespace');
  if (!namespace) throw badRequest('no namespace on request');
  const rules = rulesOf(store, user, namespace);
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

const userInfo = ({ name, uid, groups, extra }: User): JsonObject => ({
  username: name,
  ...(uid ? { uid } : {}),
  groups,
  ...(extra ? { extra } : {}),
});

function tokenStatus(object: KubeObject, authenticate: Reviewing['authenticate']): JsonObject {
  const token = digText(object, 'spec', 'token') ?? '';
  if (token === '') {
    const message = 'token is required for TokenReview in authentication';
    throw new ApiError({ code: 400, reason: 'BadRequest', message });
  }
  const listed = digObject(object, 'spec')?.['audiences'];
  const audiences = Array.isArray(listed) && listed.length > 0 ? listed.map(String) : [ISSUER];
  const found = authenticate(token, audiences);
  if ('error' in found) return { user: {}, error: found.error };
  return { authenticated: true, user: userInfo(found.user), audiences: found.audiences };
}

/** The answer to a review in the field order of the real server. */
export function answerReview(plural: string, object: KubeObject, reviewing: Reviewing): JsonObject {
  const { namespace } = object.metadata;
  const metadata = { ...(namespace ? { namespace } : {}), creationTimestamp: null };
  return { metadata, ...REVIEWS[plural]?.(object, reviewing) };
}
