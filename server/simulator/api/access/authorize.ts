import { digList, digText, type JsonObject } from '~/server/simulator/api/object';
import type { Store, Stored } from '~/server/simulator/api/store';
import { allows, type Rule, readRule } from './rule';
import type { Attempt, User } from './user';

const RBAC = 'rbac.authorization.k8s.io';

/** `reason` names the binding that allows it; the members of system:masters need none. */
export type Decision = { allowed: boolean; reason?: string };

/** Whether the stored RBAC objects allow it (https://kubernetes.io/docs/reference/access-authn-authz/rbac/), and by which of them. */
export function decide(store: Store, user: User, attempt: Attempt): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true };
  const namespace = 'path' in attempt ? '' : attempt.namespace;
  for (const grant of grantsOf(store, user, namespace))
    if (grant.rules.some((rule) => allows(rule, attempt)))
      return { allowed: true, reason: `RBAC: allowed by ${grant.by}` };
  return { allowed: false };
}

export const isAllowed = (store: Store, user: User, attempt: Attempt): boolean => decide(store, user, attempt).allowed;

/** Every rule that holds for somebody in a namespace (and in the whole cluster), binding by binding. */
export const rulesOf = (store: Store, user: User, namespace: string): Rule[] =>
  [...grantsOf(store, user, namespace)].flatMap(({ rules }) => rules);

type Grant = { rules: Rule[]; by: string };

function* grantsOf(store: Store, user: User, namespace: string): Generator<Grant> {
  for (const binding of store.all(`${RBAC}/clusterrolebindings`)) yield* boundTo(store, user, binding, '');
  if (namespace === '') return;
  for (const binding of store.all(`${RBAC}/rolebindings`)) {
    if (binding.namespace === namespace) yield* boundTo(store, user, binding, namespace);
  }
}

function boundTo(store: Store, user: User, binding: Stored, namespace: string): Grant[] {
  const object = binding.object();
  const subject = digList(object, 'subjects').find((one) => isSubject(one, user, namespace));
  if (!subject) return [];
  const [kind, name] = [digText(object, 'roleRef', 'kind'), digText(object, 'roleRef', 'name') ?? ''];
  const bound =
    namespace === '' ? `ClusterRoleBinding "${binding.name}"` : `RoleBinding "${binding.name}/${namespace}"`;
  const whom = subject['kind'] === 'ServiceAccount' ? `${subject['name']}/${subject['namespace']}` : subject['name'];
  const by = `${bound} of ${kind} "${name}" to ${subject['kind']} "${whom}"`;
  return [{ rules: findRules(store, { kind, name, namespace }) ?? [], by }];
}

/** The rules of the role that a binding in a namespace refers to; undefined where there is none. */
export function findRules(
  store: Store,
  { kind, name, namespace }: { kind: string | undefined; name: string; namespace: string },
): Rule[] | undefined {
  const isCluster = kind === 'ClusterRole';
  const role = isCluster ? store.get(`${RBAC}/clusterroles`, name) : store.get(`${RBAC}/roles`, `${namespace}/${name}`);
  return role && digList(role.object(), 'rules').map(readRule);
}

function isSubject(subject: JsonObject, user: User, namespace: string): boolean {
  const name = String(subject['name']);
  if (subject['kind'] === 'User') return name === user.name;
  if (subject['kind'] === 'Group') return user.groups.includes(name);
  return user.name === `system:serviceaccount:${subject['namespace'] ?? namespace}:${name}`;
}
