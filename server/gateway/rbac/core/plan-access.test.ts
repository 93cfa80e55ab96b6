import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLE_ACTIONS } from '~/server/teams/model/role-actions';
import type { ClusterSight } from '~/server/teams/model/sight';
import type { AccessObject } from '../model/access-object';
import { type Holding, teamSubject, userSubject } from '../model/holding';
import { deriveAccess } from './derive-access';
import { planAccess } from './plan-access';

const VERBS = ['get', 'list', 'create'];
const KINDS = [
  { group: '', plural: 'pods', namespaced: true, verbs: VERBS, subresources: ['log'] },
  { group: '', plural: 'nodes', namespaced: false, verbs: VERBS, subresources: [] },
];
const NAMESPACES = ['a', 'b', 'c'];

const parts = fc.oneof(
  fc.constant('all' as const),
  fc.record({
    id: fc.constant('id'),
    whole: fc.boolean(),
    namespaces: fc.oneof(
      fc.constant('all' as const),
      fc.subarray([...NAMESPACES, 'absent']).map((names) => new Set(names)),
    ),
  }),
);
const holdings: fc.Arbitrary<Holding[]> = fc
  .array(
    fc.record({
      subject: fc.constantFrom(userSubject('u1'), userSubject('u2'), teamSubject('t1')),
      role: fc.constantFrom('viewer', 'editor', 'auditor'),
      actions: fc.constant([]),
      part: parts,
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((one) => ({ ...one, actions: ROLE_ACTIONS[one.role as 'viewer'] })));

const keyOf = ({ kind, namespace, name }: AccessObject) => `${kind}/${namespace}/${name}`;
const NOTHING = { gaps: new Set<string>(), found: [] };
const derive = (all: Holding[]) =>
  deriveAccess({ hub: 'hub', holdings: all, namespaces: new Set(NAMESPACES) }, { kinds: KINDS, ...NOTHING });

function carriedOut(found: AccessObject[], wanted: AccessObject[]): AccessObject[] {
  const { remove, apply } = planAccess(wanted, found);
  const after = new Map(found.map((object) => [keyOf(object), object]));
  for (const object of remove) after.delete(keyOf(object));
  for (const { object } of apply) after.set(keyOf(object), object);
  return [...after.values()];
}

describe('what a member must have', () => {
  it('binds each subject exactly where it reaches', () => {
    fc.assert(
      fc.property(holdings, (all) => {
        const wanted = derive(all);
        for (const object of wanted) expect(strangers(object, all)).toEqual([]);
        for (const { subject, part } of all)
          for (const namespace of NAMESPACES.filter((name) => isHeld(part, name)))
            expect(isBound(wanted, subject.name, namespace)).toBe(true);
      }),
    );
  });

  it('gives no binding without its role, none to a namespace that is not there, and each once', () => {
    fc.assert(
      fc.property(holdings, (all) => {
        const wanted = derive(all);
        const roles = wanted.filter(({ kind }) => kind === 'ClusterRole').map(({ name }) => name);
        for (const { content, namespace } of wanted) {
          if ('roleRef' in content) expect(roles).toContain(content.roleRef.name);
          if (namespace !== undefined) expect(NAMESPACES).toContain(namespace);
        }
        expect(new Set(wanted.map(keyOf)).size).toBe(wanted.length);
      }),
    );
  });

  it('writes nothing for a role of what the hub alone does', () => {
    expect(derive([{ subject: userSubject('u'), role: 'people', actions: ['teams.people'], part: 'all' }])).toEqual([]);
  });
});

describe('the plan', () => {
  it('comes to what is wanted from wherever it begins, and then has nothing to do', () => {
    fc.assert(
      fc.property(holdings, holdings, (before, now) => {
        const wanted = derive(now);
        const after = carriedOut(derive(before), wanted);
        const sorted = (objects: AccessObject[]) => objects.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        expect(sorted(after)).toEqual(sorted(wanted));
        expect(planAccess(wanted, after)).toEqual({ remove: [], apply: [], retire: [] });
      }),
    );
  });

  it('removes bindings before their roles, and writes roles before their bindings', () => {
    const wanted = derive([{ subject: userSubject('u'), role: 'viewer', actions: ROLE_ACTIONS.viewer, part: 'all' }]);
    const kinds = ['ClusterRole', 'ClusterRoleBinding'];
    expect(planAccess(wanted, []).apply.map(({ object }) => object.kind)).toEqual(kinds);
    expect(planAccess([], wanted).remove.map(({ kind }) => kind)).toEqual(kinds.toReversed());
  });

  it('puts back what someone changed, and makes a binding anew that leads to another role', () => {
    const wanted = derive([{ subject: userSubject('u'), role: 'viewer', actions: ROLE_ACTIONS.viewer, part: 'all' }]);
    const drifted = wanted.map((object): AccessObject => {
      if ('rules' in object.content) return { ...object, content: { rules: [] } };
      const { roleRef, subjects } = object.content;
      return { ...object, content: { roleRef: { ...roleRef, name: 'cluster-admin' }, subjects } };
    });
    const { remove, apply } = planAccess(wanted, drifted);
    expect(remove.map(({ kind }) => kind)).toEqual(['ClusterRoleBinding']);
    expect(apply.map(({ object, ours }) => [object.kind, ours])).toEqual([
      ['ClusterRole', true],
      ['ClusterRoleBinding', false],
    ]);
  });
});

const isHeld = (part: Holding['part'], namespace: string) =>
  part === 'all' || part.namespaces === 'all' || part.namespaces.has(namespace);

/** Whom a binding names though nothing that they hold reaches there. */
function strangers({ content, namespace }: AccessObject, all: Holding[]): string[] {
  if (!('subjects' in content)) return [];
  const reach = /:(cluster|namespaced)$/.exec(content.roleRef.name)?.[1] ?? 'everything';
  const isThere = (name: string) => all.some((one) => one.subject.name === name && reaches(one.part, reach, namespace));
  return content.subjects.map(({ name }) => name).filter((name) => !isThere(name));
}

function reaches(part: 'all' | ClusterSight, reach: string, namespace: string | undefined): boolean {
  if (part === 'all') return reach === 'everything';
  const { whole, namespaces } = part;
  if (reach === 'everything') return whole && namespaces === 'all';
  if (reach === 'cluster') return whole;
  return namespaces === 'all' ? namespace === undefined : namespace !== undefined && namespaces.has(namespace);
}

const isBound = (wanted: AccessObject[], subject: string, namespace: string) =>
  wanted.some(
    ({ content, kind, namespace: of }) =>
      'subjects' in content &&
      !content.roleRef.name.endsWith(':cluster') &&
      (kind === 'ClusterRoleBinding' || of === namespace) &&
      content.subjects.some(({ name }) => name === subject),
  );
