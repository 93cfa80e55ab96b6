import { forbidden, notFound } from '~/server/simulator/api/api-error';
import { digList, digText, isObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Store } from '~/server/simulator/api/store';
import { findRules, isAllowed, rulesOf } from './authorize';
import { findUncovered, type Rule, readRule } from './rule';
import type { User } from './user';

const RBAC = 'rbac.authorization.k8s.io';

type Kind = { group: string; plural: string };
type Write = { kind: Kind; namespace: string; before?: KubeObject; next: KubeObject };

/**
 * Throws the 403 for a role or binding that would grant what its writer does not hold, unless they may `escalate` or `bind`
 * (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping).
 */
export function guardRoles(store: Store, user: User, write: Write): void {
  if (write.kind.group !== RBAC || isUnchanged(write)) return;
  if (user.groups.includes('system:masters')) return;
  const isBinding = write.kind.plural.endsWith('bindings');
  const wanted = isBinding ? boundRules(store, user, write) : definedRules(store, user, write);
  const missing = findUncovered(rulesOf(store, user, write.namespace), wanted);
  if (missing.length === 0) return;
  const groups = user.groups.map((group) => JSON.stringify(group)).join(' ');
  const told = [...new Set(compact(missing).map(written))].sort().join('\n');
  throw forbidden(
    write.kind,
    write.next.metadata.name,
    `user "${user.name}" (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${told}`,
  );
}

/** Labels, annotations and owners may be changed by everybody who may write the object. */
function isUnchanged({ before, next }: Write): boolean {
  if (!before) return false;
  return ['rules', 'aggregationRule', 'roleRef', 'subjects'].every((field) => isSame(before[field], next[field]));
}

function definedRules(store: Store, user: User, { kind, namespace, next }: Write): Rule[] {
  const { name } = next.metadata;
  const attempt = { verb: 'escalate', group: RBAC, resource: kind.plural, subresource: '', namespace, name };
  if (isAllowed(store, user, attempt)) return [];
  const isAggregated = isObject(next['aggregationRule']);
  return isAggregated ? EVERYTHING : digList(next, 'rules').map(readRule);
}

/** Whoever lets a role gather rules of others can have anything gathered. */
const EVERYTHING: Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

function boundRules(store: Store, user: User, { namespace, next }: Write): Rule[] {
  const [kind, name = ''] = [digText(next, 'roleRef', 'kind'), digText(next, 'roleRef', 'name')];
  const resource = kind === 'ClusterRole' ? 'clusterroles' : 'roles';
  const attempt = { verb: 'bind', group: RBAC, resource, subresource: '', namespace, name };
  if (isAllowed(store, user, attempt)) return [];
  const rules = findRules(store, { kind, name, namespace });
  if (!rules) throw notFound({ group: RBAC, plural: resource }, name);
  return rules;
}

/** Verbs of the same thing in one rule, as the real server tells them. */
function compact(atoms: readonly Rule[]): Rule[] {
  const byThing = new Map<string, Rule>();
  for (const { verbs, ...thing } of atoms) {
    const key = JSON.stringify(thing);
    const known = byThing.get(key);
    const isResource = thing.nonResourceURLs === undefined;
    byThing.set(isResource ? key : `${key} ${verbs}`, { ...thing, verbs: [...(known?.verbs ?? []), ...verbs] });
  }
  return [...byThing.values()];
}

function written({ apiGroups, resources, resourceNames, nonResourceURLs, verbs }: Rule): string {
  const parts = {
    APIGroups: apiGroups,
    Resources: resources,
    NonResourceURLs: nonResourceURLs,
    ResourceNames: resourceNames,
    Verbs: verbs,
  };
  const told = Object.entries(parts).flatMap(([name, values]) =>
    values ? [`${name}:[${values.map((value) => JSON.stringify(value)).join(' ')}]`] : [],
  );
  return `{${told.join(', ')}}`;
}
