import { digList, digText, type JsonObject } from '~/server/simulator/api/object';
import type { Store, Stored } from '~/server/simulator/api/store';
import type { Attempt, User } from './user';

type Rule = {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
};

const RBAC = 'rbac.authorization.k8s.io';

/** Whether the stored RBAC objects allow it (https://kubernetes.io/docs/reference/access-authn-authz/rbac/). */
export function isAllowed(store: Store, user: User, attempt: Attempt): boolean {
  if (user.groups.includes('system:masters')) return true;
  const namespace = 'path' in attempt ? '' : attempt.namespace;
  for (const rule of rulesOf(store, user, namespace)) if (covers(rule, attempt)) return true;
  return false;
}

/** Every rule that holds for somebody in a namespace (and in the whole cluster), binding by binding. */
export function* rulesOf(store: Store, user: User, namespace: string): Generator<Rule> {
  for (const binding of store.all(`${RBAC}/clusterrolebindings`)) yield* boundRules(store, user, binding, '');
  if (namespace === '') return;
  for (const binding of store.all(`${RBAC}/rolebindings`)) {
    if (binding.namespace === namespace) yield* boundRules(store, user, binding, namespace);
  }
}

function boundRules(store: Store, user: User, binding: Stored, namespace: string): Rule[] {
  const object = binding.object();
  if (!digList(object, 'subjects').some((subject) => isSubject(subject, user, namespace))) return [];
  const name = digText(object, 'roleRef', 'name') ?? '';
  const isCluster = digText(object, 'roleRef', 'kind') === 'ClusterRole';
  const role = isCluster ? store.get(`${RBAC}/clusterroles`, name) : store.get(`${RBAC}/roles`, `${namespace}/${name}`);
  return digList(role?.object(), 'rules').map(readRule);
}

function isSubject(subject: JsonObject, user: User, namespace: string): boolean {
  const name = String(subject['name']);
  if (subject['kind'] === 'User') return name === user.name;
  if (subject['kind'] === 'Group') return user.groups.includes(name);
  return user.name === `system:serviceaccount:${subject['namespace'] ?? namespace}:${name}`;
}

const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : undefined);

function readRule(rule: JsonObject): Rule {
  const fields = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'] as const;
  const given = fields.flatMap((field) => (texts(rule[field]) ? [[field, texts(rule[field])]] : []));
  return { verbs: texts(rule['verbs']) ?? [], ...Object.fromEntries(given) };
}

const has = (list: readonly string[] | undefined, value: string) =>
  list !== undefined && (list.includes('*') || list.includes(value));

function covers(rule: Rule, attempt: Attempt): boolean {
  if (!has(rule.verbs, attempt.verb)) return false;
  if ('path' in attempt) {
    return (rule.nonResourceURLs ?? []).some(
      (url) => url === attempt.path || (url.endsWith('*') && attempt.path.startsWith(url.slice(0, -1))),
    );
  }
  const { group, resource, subresource, name } = attempt;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const isNamed =
    rule.resources?.includes('*') ||
    rule.resources?.includes(full) ||
    (subresource !== '' && rule.resources?.includes(`*/${subresource}`));
  return (
    has(rule.apiGroups, group) && isNamed === true && (!rule.resourceNames?.length || rule.resourceNames.includes(name))
  );
}
