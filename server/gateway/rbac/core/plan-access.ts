import { isSame } from '~/server/kernel/json';
import { type AccessObject, PLURALS } from '../model/access-object';

/** What is to be done in a member, in this order: what is too much goes before anything new comes. */
export type AccessPlan = {
  remove: AccessObject[];
  /** `ours`: it is there and bears our label, so that its fields are taken back from whoever changed them. */
  apply: { object: AccessObject; ours: boolean }[];
  /** What the hub wrote under its former label: it goes once all that is wanted is there. */
  retire: AccessObject[];
};

const keyOf = ({ kind, namespace = '', name }: AccessObject) => `${kind}/${namespace}/${name}`;

/**
 * From what is there under our label to what is wanted. A binding that leads to another role is removed first: its role
 * cannot be changed (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example).
 */
export function planAccess(
  wanted: readonly AccessObject[],
  found: readonly AccessObject[],
  former: readonly AccessObject[] = [],
): AccessPlan {
  const byKey = new Map(wanted.map((object) => [keyOf(object), object]));
  const there = new Map(found.map((object) => [keyOf(object), object]));
  const isSurplus = (object: AccessObject) => {
    const want = byKey.get(keyOf(object));
    return !want || roleOf(want) !== roleOf(object);
  };
  const surplus = found.filter(isSurplus);
  const apply = wanted.flatMap((object) => {
    const now = there.get(keyOf(object));
    if (now && isSame(now.content, object.content)) return [];
    return [{ object, ours: now !== undefined && !isSurplus(now) }];
  });
  // a binding gives rights, a role alone none
  const bindingsFirst = (objects: readonly AccessObject[]) => objects.toSorted((one, other) => rank(other) - rank(one));
  return {
    remove: bindingsFirst(surplus),
    apply: apply.toSorted((one, other) => rank(one.object) - rank(other.object)),
    retire: bindingsFirst(former),
  };
}

const KINDS = Object.keys(PLURALS);
const rank = ({ kind }: AccessObject) => KINDS.indexOf(kind);
const roleOf = ({ content }: AccessObject) => ('roleRef' in content ? content.roleRef.name : undefined);
