import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digList } from '~/server/simulator/api/object';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createMemberClient } from '~/server/simulator/testing/member-client';
import { allows, findUncovered, type Rule } from './rule';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
let now = Date.parse('2026-11-23T12:00:00Z');
let member: SimulatedMember;
let client: ReturnType<typeof createMemberClient>;

beforeAll(async () => {
  member = await startMember({ name: 'm', clock: { now: () => new Date(now), monotonic: () => now } });
  client = createMemberClient(member);
});

afterAll(async () => {
  await client.close();
  await member.close();
});

describe('aggregated roles', () => {
  it('gather what is labelled for them, in steps, and let it go again', async () => {
    const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    const rules = [{ apiGroups: ['example.com'], resources: ['widgets'], verbs: ['get'] }];
    await client.call('POST', `${RBAC}/clusterroles`, { body: { metadata: { name: 'widgets', labels }, rules } });
    const has = (role: string) =>
      digList(member.objects.get('rbac.authorization.k8s.io/v1', 'clusterroles', role), 'rules').some(
        (rule) => String(rule['resources']) === 'widgets',
      );
    expect(['view', 'edit', 'admin', 'system:basic-user'].map(has)).toEqual([true, true, true, false]);
    await client.call('DELETE', `${RBAC}/clusterroles/widgets`);
    expect(['view', 'edit', 'admin'].map(has)).toEqual([false, false, false]);
  });
});

describe('tokens of service accounts', () => {
  const account = '/api/v1/namespaces/default/serviceaccounts';
  const order = async (spec: object) =>
    (await client.call('POST', `${account}/robot/token`, { body: { spec } })).json.status.token as string;
  const status = async (token: string) => (await client.call('GET', '/api/v1/nodes', { token })).status;

  it('are taken until they expire, by their audience alone, and die with their account', async () => {
    await client.call('POST', account, { body: { metadata: { name: 'robot' } } });
    const [token, foreign] = [await order({ expirationSeconds: 600 }), await order({ audiences: ['vault'] })];
    expect([await status(token), await status(foreign), await status(`${token}x`)]).toEqual([403, 401, 401]);
    const review = (audiences?: string[]) =>
      client.call('POST', '/apis/authentication.k8s.io/v1/tokenreviews', {
        body: { spec: { token: foreign, audiences } },
      });
    expect((await review(['vault'])).json.status).toMatchObject({ authenticated: true, audiences: ['vault'] });
    expect((await review()).json.status.error).toContain('is invalid for the target audiences');
    now += 601_000;
    expect(await status(token)).toBe(401);
    const second = await order({});
    await client.call('DELETE', `${account}/robot`);
    expect(await status(second)).toBe(401);
  });

  it('die with the pod to which they are bound', async () => {
    await client.call('POST', account, { body: { metadata: { name: 'robot' } } });
    member.objects.put('v1', 'pods', { metadata: { name: 'p', namespace: 'default' } });
    const token = await order({ boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'p' } });
    expect(await status(token)).toBe(403);
    member.objects.delete('v1', 'pods', 'p', 'default');
    expect(await status(token)).toBe(401);
  });
});

describe('granting', () => {
  const anyOf = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
  const rule: fc.Arbitrary<Rule> = fc.record(
    {
      verbs: anyOf('get', 'list', '*'),
      apiGroups: anyOf('', 'apps', '*'),
      resources: anyOf('pods', 'pods/log', '*/log', '*'),
      resourceNames: anyOf('a', 'b'),
    },
    { requiredKeys: ['verbs', 'apiGroups', 'resources'] },
  );
  const attempt = fc.record({
    verb: fc.constantFrom('get', 'list', 'delete'),
    group: fc.constantFrom('', 'apps', 'batch'),
    resource: fc.constantFrom('pods', 'nodes'),
    subresource: fc.constantFrom('', 'log'),
    namespace: fc.constant(''),
    name: fc.constantFrom('', 'a', 'b'),
  });

  it('what is covered by the rules of the one who grants allows nothing that these do not allow', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), fc.array(rule, { maxLength: 2 }), attempt, (own, wanted, what) => {
        fc.pre(findUncovered(own, wanted).length === 0 && wanted.some((one) => allows(one, what)));
        expect(own.some((one) => allows(one, what))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('everything covers itself, and nothing covers anything', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1 }), (rules) => {
        expect(findUncovered(rules, rules)).toEqual([]);
        expect(findUncovered([], rules).length).toBeGreaterThan(0);
      }),
    );
  });
});
