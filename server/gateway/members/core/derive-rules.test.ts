import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberRequest } from '~/server/gateway/members/member-request';
import { type Action, ALL_ACTIONS } from '~/server/teams/model/action';
import { ROLE_ACTIONS } from '~/server/teams/model/role-actions';
import { deriveRules, type PolicyRule, type REACHES, type ServedKind } from './derive-rules';
import { parseTarget } from './parse-target';
import { requiredRights } from './required-rights';

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const kind = (group: string, plural: string, namespaced = true, subresources: string[] = []): ServedKind => ({
  ...{ group, plural, namespaced, subresources },
  verbs: ALL_VERBS,
});
const RBAC = 'rbac.authorization.k8s.io';
const KINDS = [
  kind('', 'pods', true, [
    'exec',
    'attach',
    'log',
    'portforward',
    'proxy',
    'eviction',
    'ephemeralcontainers',
    'status',
  ]),
  kind('', 'secrets'),
  kind('', 'configmaps'),
  kind('', 'serviceaccounts', true, ['token']),
  kind('', 'nodes', false, ['proxy', 'status']),
  kind('apps', 'deployments', true, ['scale', 'status']),
  kind(RBAC, 'roles'),
  kind(RBAC, 'clusterroles', false),
  kind('example.dev', 'widgets', false),
  { ...kind('authorization.k8s.io', 'selfsubjectaccessreviews', false), verbs: ['create'] },
  { ...kind('authorization.k8s.io', 'subjectaccessreviews', false), verbs: ['create'] },
];
const RBAC_VERBS: Record<string, string> = {
  GET: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** As an API server judges: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
const allows = (rules: PolicyRule[], group: string, resource: string, verb: string) =>
  rules.some(
    (rule) => rule.apiGroups.includes(group) && rule.resources.includes(resource) && rule.verbs.includes(verb),
  );

/** The verb that the member sees is decided by the method, also where the hub sees a stream. */
function verbAtMember({ method, verb }: MemberRequest): string {
  return verb === 'connect' ? (RBAC_VERBS[method] ?? '') : verb;
}

const ALL_RULES = deriveRules(ALL_ACTIONS, KINDS, 'everything');

const requests = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    named: fc.boolean(),
    watched: fc.boolean(),
    sub: fc.nat(8),
  })
  .map(({ kind: { group, plural, namespaced, subresources }, method, named, watched, sub }) => {
    const subresource = subresources[sub];
    const base = group === '' ? '/api/v1' : `/apis/${group}/v1`;
    const place = namespaced ? '/namespaces/n' : '';
    const rest = subresource ? `/x/${subresource}` : named && method !== 'POST' ? '/x' : '';
    const query = watched && method === 'GET' && !subresource ? '?watch=true' : '';
    return { method, target: `/k8s/clusters/c${base}${place}/${plural}${rest}${query}` };
  });

describe('the rules that a member gets for a role', () => {
  it('let through what the hub lets through, and nothing else', () => {
    fc.assert(
      fc.property(fc.subarray(ALL_ACTIONS), requests, (actions: Action[], { method, target }) => {
        const parsed = parseTarget(method, target);
        if (!parsed.ok || parsed.request.kind !== 'object') return;
        const required = requiredRights(parsed.request);
        if (!required) return;
        const { group, resource, subresource } = parsed.request.object;
        const full = subresource ? `${resource}/${subresource}` : resource;
        const verb = verbAtMember(parsed.request);
        // no such verb of this kind: the member itself has none
        const isKnown = allows(ALL_RULES, group, full, verb);
        const held = (action: Action) => actions.includes(action);
        const hub =
          held(required.action) && (!required.also || held(required.also)) && (!required.grants || held('teams.grant'));
        const member = allows(deriveRules(actions, KINDS, 'everything'), group, full, verb);
        expect(member).toBe(hub && isKnown);
      }),
      { numRuns: 500 },
    );
  });

  it('are of namespaces, of the cluster, or of everything', () => {
    const named = (reach: (typeof REACHES)[number]) =>
      deriveRules(ROLE_ACTIONS['fleet-admin'], KINDS, reach).flatMap(({ apiGroups, resources }) =>
        resources.map((resource) => `${apiGroups[0]}/${resource}`),
      );
    expect(named('namespaced')).toContain('apps/deployments');
    expect(named('namespaced')).not.toContain('/nodes');
    expect(named('cluster')).toContain('/nodes');
    expect(named('cluster')).not.toContain('/pods');
    expect(named('everything')).toEqual(expect.arrayContaining([...named('namespaced'), ...named('cluster')]));
  });

  it.each(['namespaced', 'cluster'] as const)(
    'let nobody who reaches less than everything (%s) decide access',
    (reach) => {
      const rules = deriveRules(ALL_ACTIONS, KINDS, reach);
      for (const resource of ['roles', 'clusterroles'])
        for (const verb of ['create', 'update', 'patch', 'delete'])
          expect(allows(rules, RBAC, resource, verb)).toBe(false);
      expect(allows(rules, '', 'serviceaccounts/token', 'create')).toBe(false);
    },
  );

  it.each([
    ['viewer', '', 'secrets', 'get', false],
    ['viewer', '', 'pods/log', 'get', true],
    ['viewer', '', 'pods/exec', 'create', false],
    ['operator', 'apps', 'deployments/scale', 'update', true],
    ['operator', 'apps', 'deployments', 'update', false],
    ['operator', '', 'pods/eviction', 'create', true],
    ['editor', '', 'pods/exec', 'create', true],
    ['editor', '', 'secrets', 'create', false],
    ['editor', '', 'secrets', 'patch', false],
    ['editor', RBAC, 'roles', 'create', false],
    ['admin', '', 'secrets', 'list', true],
    ['admin', RBAC, 'roles', 'create', true],
    ['auditor', '', 'configmaps', 'create', false],
  ] as const)('let a %s on %s/%s %s: %s', (role, group, resource, verb, expected) => {
    expect(allows(deriveRules(ROLE_ACTIONS[role], KINDS, 'everything'), group, resource, verb)).toBe(expected);
  });

  it('never let anyone impersonate, bind or escalate', () => {
    const verbs = deriveRules(ALL_ACTIONS, KINDS, 'everything').flatMap((rule) => rule.verbs);
    expect(verbs.filter((verb) => !ALL_VERBS.includes(verb))).toEqual([]);
  });
});
