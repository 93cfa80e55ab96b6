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
 * asks nothing that the role lacks. Kinds are listed, because RBAC knows no "all but Secrets". `known`: rules of the same role
 * as they were last, of groups that do not answer now; they are judged by the same rights.
 */
export function deriveRules(
  actions: readonly Action[],
  kinds: readonly ServedKind[],
  reach: Reach,
  known: readonly PolicyRule[] = [],
): PolicyRule[] {
  const held = new Set(actions);
  const granted = new Map<string, Map<string, Set<string>>>();
  const grant = ([resource, verb, asked]: Question) => {
    if (!allows(held, reach, asked)) return;
    const group = granted.get(asked.group) ?? new Map<string, Set<string>>();
    granted.set(asked.group, group.set(resource, (group.get(resource) ?? new Set()).add(verb)));
  };
  for (const kind of kinds) {
    if (reach !== 'everything' && kind.namespaced !== (reach === 'namespaced')) continue;
    for (const question of questionsOf(kind)) grant(question);
  }
  for (const rule of known) for (const question of questionsIn(rule)) grant(question);
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
/** A resource as RBAC names it, a verb, and what it is to the hub. */
type Question = [resource: string, verb: string, asked: Asked];

/** Each verb of each resource that a rule names; `*` names none. */
function questionsIn({ apiGroups = [], resources = [], verbs = [] }: Partial<PolicyRule>): Question[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((named) => {
      const [resource = '', subresource] = named.split('/');
      const of = { group, version: '', resource, subresource, namespace: undefined, name: undefined };
      if (resource === '*' || subresource === '*') return [];
      const isStreamed = subresource !== undefined && STREAMED.has(subresource);
      return verbs
        .filter(isVerb)
        .map((verb): Question => [named, verb, { ...of, verb: isStreamed ? 'connect' : verb }]);
    }),
  );
}

/** Each verb that a member may be asked of a kind and its subresources, and what it is to the hub. */
function questionsOf({ group, plural, verbs, subresources }: ServedKind): Question[] {
  const of = { group, version: '', resource: plural, namespace: undefined, name: undefined };
  const own = verbs.flatMap((verb): Question[] =>
    isVerb(verb) ? [[plural, verb, { ...of, subresource: undefined, verb }]] : [],
  );
  const within = subresources.flatMap((subresource) =>
    (SUBRESOURCE_VERBS[subresource] ?? ['get', 'update', 'patch']).map(
      (verb): Question => [
        `${plural}/${subresource}`,
        verb,
        { ...of, subresource, verb: STREAMED.has(subresource) ? 'connect' : verb },
      ],
    ),
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
