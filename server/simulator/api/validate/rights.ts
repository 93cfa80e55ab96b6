import type { Cause } from '~/server/simulator/api/api-error';
import { digList, digObject, digText, type JsonObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { GoText, invalid, required, unsupported } from './field-error';

const GROUP = 'rbac.authorization.k8s.io';

/** What is wrong with the rules of a Role, or of a ClusterRole. */
export const roleProblems = (role: KubeObject, isNamespaced: boolean): Cause[] =>
  digList(role, 'rules').flatMap((rule, index) => ruleProblems(`rules[${index}]`, rule, isNamespaced));

function ruleProblems(at: string, rule: JsonObject, isNamespaced: boolean): Cause[] {
  const given = (field: string) => (Array.isArray(rule[field]) ? rule[field] : []);
  const isEmpty = (field: string) => given(field).length === 0;
  const found = isEmpty('verbs') ? [required(`${at}.verbs`, 'verbs must contain at least one value')] : [];
  if (!isEmpty('nonResourceURLs')) {
    const refuse = (why: string) => found.push(invalid(`${at}.nonResourceURLs`, given('nonResourceURLs'), why));
    if (isNamespaced) refuse('namespaced rules cannot apply to non-resource URLs');
    if (!['apiGroups', 'resources', 'resourceNames'].every(isEmpty))
      refuse('rules cannot apply to both regular resources and non-resource URLs');
    return found;
  }
  if (isEmpty('apiGroups'))
    found.push(required(`${at}.apiGroups`, 'resource rules must supply at least one api group'));
  if (isEmpty('resources')) found.push(required(`${at}.resources`, 'resource rules must supply at least one resource'));
  return found;
}

/** What is wrong with a RoleBinding, or a ClusterRoleBinding: what it refers to and whom it names. */
export function bindingProblems(binding: KubeObject, isNamespaced: boolean): Cause[] {
  const { apiGroup, kind, name } = digObject(binding, 'roleRef') ?? {};
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  return [
    ...(apiGroup === GROUP ? [] : [unsupported('roleRef.apiGroup', apiGroup, [GROUP])]),
    ...(kinds.includes(String(kind)) ? [] : [unsupported('roleRef.kind', kind, kinds)]),
    ...(name ? [] : [required('roleRef.name')]),
    ...digList(binding, 'subjects').flatMap((one, index) => subjectProblems(`subjects[${index}]`, one, isNamespaced)),
  ];
}

function subjectProblems(at: string, { kind, name, apiGroup = '', namespace }: JsonObject, isNamespaced: boolean) {
  const found = name ? [] : [required(`${at}.name`)];
  const group = kind === 'ServiceAccount' ? '' : GROUP;
  const kinds = ['ServiceAccount', 'User', 'Group'];
  if (!kinds.includes(String(kind))) found.push(unsupported(`${at}.kind`, kind, kinds));
  else if (apiGroup !== group) found.push(unsupported(`${at}.apiGroup`, apiGroup, [group]));
  if (kind === 'ServiceAccount' && !isNamespaced && !namespace) found.push(required(`${at}.namespace`));
  return found;
}

/** A binding refers to the same role for good. */
export function roleRefStays({ before, after }: Change): Cause[] {
  const [was, is] = [digObject(before, 'roleRef'), digObject(after, 'roleRef')];
  if (isSame(was, is)) return [];
  const part = (field: string) => JSON.stringify(digText(is, field) ?? '');
  const told = `rbac.RoleRef{APIGroup:${part('apiGroup')}, Kind:${part('kind')}, Name:${part('name')}}`;
  return [invalid('roleRef', new GoText(told), 'cannot change roleRef')];
}
