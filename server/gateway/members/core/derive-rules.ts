import type { Action } from '~/server/teams/model/action';
import type { AskedObject, Verb } from '../member-request';
import { requiredRights } from './required-rights';

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/ */
export type PolicyRule = { apiGroups: string[]; resources: string[]; verbs: string[] };

/** A kind that a member serves, of what its discovery tells. */
export type ServedKind = {
  group: string;
  plural: string;
  namespaced: boolean;
  verbs: string[];
  subresources: string[];
};

/**
 * How far a role reaches in a member: `everything` of it; the kinds that belong to no namespace (`cluster`); what lies in
 * namespaces. What decides access in the member is written by those alone who reach everything, as the hub has it.
 */
export const REACHES = ['everything', 'cluster', 'namespaced'] as const;
export type Reach = (typeof REACHES)[number];

/**
 * What a member must let a role do, for the hub and the member to agree: each verb of each kind for which `requiredRights`
 * asks nothing that the role lacks. Kinds are listed, because RBAC knows no "all but Secrets".
 */
export function deriveRules(actions: readonly Action[], kinds: readonly ServedKind[], reach: Reach): PolicyRule[] {
  const held = new Set(actions);
  const granted = new Map<string, Map<string, Set<string>>>();
  for (const kind of kinds) {
    if (reach !== 'everything' && kind.namespaced !== (reach === 'namespaced')) continue;
    for (const [resource, verb, asked] of questionsOf(kind)) {
      if (!allows(held, reach, asked)) continue;
      const group = granted.get(kind.group) ?? new Map<string, Set<string>>();
      granted.set(kind.group, group.set(resource, (group.get(resource) ?? new Set()).add(verb)));
    }
  }
  return [...granted].toSorted(byName).flatMap(([group, resources]) => rulesOf(group, resources));
}

/** Resources of a group that may be done the same with share a rule. */
function rulesOf(group: string, resources: Map<string, Set<string>>): PolicyRule[] {
  const byVerbs = new Map<string, string[]>();
  for (const [resource, verbs] of [...resources].toSorted(byName)) {
    const key = [...verbs].toSorted().join();
    byVerbs.set(key, [...(byVerbs.get(key) ?? []), resource]);
  }
  return [...byVerbs].map(([verbs, named]) => ({ apiGroups: [group], resources: named, verbs: verbs.split(',') }));
}

function allows(held: ReadonlySet<Action>, reach: Reach, { verb, ...object }: Asked): boolean {
  const required = requiredRights({ kind: 'object', cluster: '', method: '', path: '', query: '', verb, object });
  // what everyone may ask is given by the member's own system:basic-user
  if (!required) return false;
  const { action, also, grants } = required;
  const isHeld = held.has(action) && (also === undefined || held.has(also));
  return isHeld && (!grants || (reach === 'everything' && held.has('teams.grant')));
}

type Asked = AskedObject & { verb: Verb };

/** Each verb that a member may be asked of a kind and its subresources, and what it is to the hub. */
function questionsOf({ group, plural, verbs, subresources }: ServedKind): [string, string, Asked][] {
  const of = { group, version: '', resource: plural, namespace: undefined, name: undefined };
  const own = verbs.flatMap((verb): [string, string, Asked][] =>
    isVerb(verb) ? [[plural, verb, { ...of, subresource: undefined, verb }]] : [],
  );
  const within = subresources.flatMap((subresource) =>
    (SUBRESOURCE_VERBS[subresource] ?? ['get', 'update', 'patch']).map((verb): [string, string, Asked] => [
      `${plural}/${subresource}`,
      verb,
      { ...of, subresource, verb: STREAMED.has(subresource) ? 'connect' : verb },
    ]),
  );
  return [...own, ...within];
}

const OWN_VERBS: readonly Verb[] = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const isVerb = (verb: string): verb is Verb => (OWN_VERBS as readonly string[]).includes(verb);

const STREAMED = new Set(['exec', 'attach', 'portforward', 'proxy']);
/** A stream is asked for by GET (WebSocket) or POST (SPDY); a member judges the method, the hub the stream. */
const SUBRESOURCE_VERBS: Readonly<Record<string, readonly Verb[]>> = {
  log: ['get'],
  ...Object.fromEntries(['eviction', 'binding', 'token'].map((name) => [name, ['create']])),
  ...Object.fromEntries(['exec', 'attach', 'portforward'].map((name) => [name, ['get', 'create']])),
  proxy: ['get', 'create', 'update', 'patch', 'delete'],
};

const byName = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);
