import { deriveRules, type PolicyRule, type Reach, type ServedKind } from '~/server/gateway/members/core/derive-rules';
import type { Action } from '~/server/teams/model/action';
import { type AccessObject, RBAC_GROUP } from '../model/access-object';
import type { Holding, Subject } from '../model/holding';

/** Where a role is bound: in all of a member (no namespace) or in one namespace of it. */
type Place = { reach: Reach; namespace: string | undefined };

/** The role of that reach in a member, of this hub; roles of the hub have no colon in their names. */
const nameOf = (hub: string, role: string, reach: Reach) =>
  reach === 'everything' ? `portolan:${hub}:${role}` : `portolan:${hub}:${role}:${reach}`;

/** What people hold of a member, and the namespaces that it has; undefined while nobody has listed them. `hub`: its own id. */
export type MemberHoldings = {
  hub: string;
  holdings: readonly Holding[];
  namespaces: ReadonlySet<string> | undefined;
};

/** What a member serves. Of groups that did not answer (`gaps`) it goes on to be what the roles that are there (`found`) say. */
export type Served = { kinds: readonly ServedKind[]; gaps: ReadonlySet<string>; found: readonly AccessObject[] };

/**
 * All roles and bindings that a member must have for what people hold of it. `namespaces` that are not there get none; while
 * it is not known which there are (undefined), each that is named does.
 */
export function deriveAccess({ hub, holdings, namespaces }: MemberHoldings, served: Served): AccessObject[] {
  const roles = new Map<string, AccessObject>();
  const bindings = new Map<string, { place: Place; role: string; subjects: Map<string, Subject> }>();
  for (const { role, actions, part, subject } of holdings) {
    for (const place of placesOf(part)) {
      if (place.namespace !== undefined && namespaces?.has(place.namespace) === false) continue;
      const name = nameOf(hub, role, place.reach);
      const known = roles.get(name) ?? roleObject(name, actions, served, place.reach);
      roles.set(name, known);
      if (isEmpty(known)) continue;
      const key = JSON.stringify([name, place.namespace]);
      const binding = bindings.get(key) ?? { place, role: name, subjects: new Map<string, Subject>() };
      bindings.set(key, binding);
      binding.subjects.set(`${subject.kind}/${subject.name}`, subject);
    }
  }
  return [...[...roles.values()].filter((role) => !isEmpty(role)), ...[...bindings.values()].map(bindingObject)];
}

function placesOf(part: Holding['part']): Place[] {
  if (part === 'all' || (part.whole && part.namespaces === 'all'))
    return [{ reach: 'everything', namespace: undefined }];
  const within: Place[] =
    part.namespaces === 'all'
      ? [{ reach: 'namespaced', namespace: undefined }]
      : [...part.namespaces].map((namespace) => ({ reach: 'namespaced', namespace }));
  return part.whole ? [{ reach: 'cluster', namespace: undefined }, ...within] : within;
}

const roleObject = (name: string, actions: readonly Action[], served: Served, reach: Reach): AccessObject => ({
  kind: 'ClusterRole',
  namespace: undefined,
  name,
  content: { rules: deriveRules(actions, served.kinds, reach, lastKnown(name, served)) },
});

function lastKnown(role: string, { gaps, found }: Served): PolicyRule[] {
  const there = found.find(({ kind, name }) => kind === 'ClusterRole' && name === role);
  if (!there || !('rules' in there.content)) return [];
  // someone may have written anything into it: what is no rule of ours is passed over
  return there.content.rules.filter(
    ({ apiGroups = [] }) => apiGroups.length > 0 && apiGroups.every((one) => gaps.has(one)),
  );
}

/** A role of what the hub alone does gives nothing in a member, and is not written there. */
const isEmpty = ({ content }: AccessObject) => 'rules' in content && content.rules.length === 0;

const bindingObject = ({
  place,
  role,
  subjects,
}: {
  place: Place;
  role: string;
  subjects: Map<string, Subject>;
}): AccessObject => ({
  kind: place.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  namespace: place.namespace,
  name: role,
  content: {
    roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name: role },
    subjects: [...subjects].toSorted().map(([, subject]) => ({ ...subject, apiGroup: RBAC_GROUP })),
  },
});
