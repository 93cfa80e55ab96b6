import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterFailureOf } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { Identity, KubeObject } from '~/server/kube/member';
import type { MemberClient } from '~/server/kube/member-client';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import type { ContractMember } from '~/server/kube/testing/contract/world';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { ROLE_ACTIONS } from '~/server/teams/model/role-actions';
import type { ClusterSight } from '~/server/teams/model/sight';
import { accessInMember } from '../access-in-member';
import { FORMER_MANAGER, MANAGED_BY, managerOf, RBAC_GROUP } from '../model/access-object';
import { type Holding, teamSubject, userSubject } from '../model/holding';
import { reconcileMember } from '../reconcile-member';

const PODS = { group: '', version: 'v1', plural: 'pods' };
const SECRETS = { group: '', version: 'v1', plural: 'secrets' };
const CONFIGMAPS = { group: '', version: 'v1', plural: 'configmaps' };
const SPACES = { group: '', version: 'v1', plural: 'namespaces' };
const ROLES = { group: RBAC_GROUP, version: 'v1', plural: 'clusterroles' };
const BINDINGS = { group: RBAC_GROUP, version: 'v1', plural: 'rolebindings' };
const CLUSTER_BINDINGS = { group: RBAC_GROUP, version: 'v1', plural: 'clusterrolebindings' };

const person = (user: string, ...teams: string[]): Identity => ({
  ...{ kind: 'impersonated', user: userSubject(user).name },
  groups: teams.map((team) => teamSubject(team).name),
});
const within = (...namespaces: string[]): ClusterSight => ({ id: 'c', whole: false, namespaces: new Set(namespaces) });
const holding = (
  role: 'viewer' | 'editor' | 'admin',
  part: Holding['part'],
  subject = teamSubject('crew'),
): Holding => ({
  ...{ subject, role, part },
  actions: ROLE_ACTIONS[role],
});
/** What tells the hub from another one. */
const HUB = 'one';
const PATIENCE = { timeout: 10_000, interval: 50 };
const never = new AbortController().signal;
const namespaces = new Set(['rbac-one', 'rbac-two']);
/** Nobody else writes there. */
const alone = <Value>(work: () => Promise<Value>) => work();

/** What holds between grants and the RBAC of a member, simulated or real. */
export function rbacContract(name: string, start: () => Promise<ContractMember>): void {
  describe(`the RBAC of ${name}`, () => {
    let member: ContractMember;
    let connection: MemberConnection;
    let hub: MemberClient;
    const record: { action: string; outcome?: string }[] = [];
    const audit = {
      intend: async ({ action }: { action: string }) => String(record.push({ action }) - 1),
      settle: async (id: string, outcome: string) => void Object.assign(record[Number(id)] ?? {}, { outcome }),
      abandonBefore: async () => 0,
    };
    const reconcile = (holdings: Holding[], client = hub, id = HUB) =>
      reconcileMember(client, audit, { hub: id, holdings, namespaces }, never, alone);
    const as = (identity: Identity) => createMemberClient(connection, identity);
    /** A real authorizer reads roles and bindings from its own watch, some milliseconds behind the write. */
    const comesTo = (expected: 'yes' | 403, work: () => Promise<unknown>) =>
      expect
        .poll(async () => {
          const failure = await work().then(() => undefined, clusterFailureOf);
          return failure?.kind === 'cluster-refused' ? failure.status : 'yes';
        }, PATIENCE)
        .toBe(expected);

    beforeAll(async () => {
      member = await start();
      connection = connectMember(member.admin, { dialer: loopbackDialer, ...member.ways });
      hub = as({ kind: 'hub' });
      for (const space of ['rbac-one', 'rbac-two', 'rbac-three'])
        await hub.create(SPACES, {}, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: space } });
    });
    afterAll(async () => {
      await reconcile([]);
      await connection.close();
      await member.stop();
    });

    it('lets a team do what its role says, where it says so, and nothing else', async () => {
      expect(await reconcile([holding('editor', within('rbac-one'))])).toMatchObject({ state: 'in-step' });
      const ada = as(person('ada', 'crew'));
      await comesTo('yes', () => ada.list(PODS, { namespace: 'rbac-one' }));
      await comesTo('yes', () => ada.create(CONFIGMAPS, { namespace: 'rbac-one' }, configMap('a'), { dryRun: true }));
      await comesTo(403, () => ada.list(SECRETS, { namespace: 'rbac-one' }));
      await comesTo(403, () => ada.list(PODS, { namespace: 'rbac-two' }));
      await comesTo(403, () => ada.list(PODS, {}));
      await comesTo(403, () => as(person('eve', 'others')).list(PODS, { namespace: 'rbac-one' }));
      expect(record.at(-1)).toEqual({ action: 'gateway.reconcile', outcome: 'applied' });
    });

    it('has nothing to do a second time, and puts nothing on record then', async () => {
      await reconcile([holding('editor', within('rbac-one'))]);
      const before = record.length;
      expect(await reconcile([holding('editor', within('rbac-one'))])).toMatchObject({ changed: 0 });
      expect(record).toHaveLength(before);
    });

    it('names one person where the grant does, in all of the cluster', async () => {
      const jo = userSubject('jo');
      await reconcile([holding('viewer', 'all', jo)]);
      await comesTo('yes', () => as(person('jo')).list(PODS, {}));
      await comesTo(403, () =>
        as(person('jo')).create(CONFIGMAPS, { namespace: 'rbac-one' }, configMap('b'), { dryRun: true }),
      );
      await comesTo(403, () => as(person('ada', 'crew')).list(PODS, { namespace: 'rbac-one' }));
    });

    it('lets those alone write roles who reach everything and may grant', async () => {
      await reconcile([holding('admin', 'all', userSubject('root')), holding('admin', within('rbac-one'))]);
      const role = (at: string) => ({
        ...{ apiVersion: `${RBAC_GROUP}/v1`, kind: 'Role', metadata: { name: at }, rules: [] },
      });
      const plural = { ...ROLES, plural: 'roles' };
      await comesTo('yes', () =>
        as(person('root')).create(plural, { namespace: 'rbac-one' }, role('r1'), { dryRun: true }),
      );
      await comesTo(403, () =>
        as(person('x', 'crew')).create(plural, { namespace: 'rbac-one' }, role('r2'), { dryRun: true }),
      );
    });

    it('removes what is no longer granted, under its own label alone', async () => {
      await hub.create(ROLES, {}, roleOf('someone-elses', {}));
      await reconcile([holding('editor', within('rbac-one', 'rbac-two'))]);
      await reconcile([holding('editor', within('rbac-two'))]);
      await comesTo(403, () => as(person('ada', 'crew')).list(PODS, { namespace: 'rbac-one' }));
      await comesTo('yes', () => as(person('ada', 'crew')).list(PODS, { namespace: 'rbac-two' }));
      await reconcile([]);
      for (const plural of [ROLES, BINDINGS, CLUSTER_BINDINGS])
        expect((await hub.list(plural, { labelSelector: `${MANAGED_BY}=${managerOf(HUB)}` })).items).toEqual([]);
      expect((await hub.get(ROLES, { name: 'someone-elses' })).metadata.name).toBe('someone-elses');
      await hub.delete(ROLES, { name: 'someone-elses' });
    });

    it('leaves another hub what it wrote, and has its own beside it', async () => {
      await reconcile([holding('editor', within('rbac-one'), teamSubject('others'))], hub, 'two');
      await reconcile([holding('editor', within('rbac-one'))]);
      await reconcile([]);
      await comesTo('yes', () => as(person('eve', 'others')).list(PODS, { namespace: 'rbac-one' }));
      await comesTo(403, () => as(person('ada', 'crew')).list(PODS, { namespace: 'rbac-one' }));
      expect(await reconcile([], hub, 'two')).toMatchObject({ state: 'in-step', changed: 2 });
    });

    it('takes over what it wrote before hubs had ids, and nothing that bears that label under another name', async () => {
      const former = { [MANAGED_BY]: FORMER_MANAGER };
      for (const name of ['portolan:viewer:namespaced', 'written-by-hand'])
        await hub.create(ROLES, {}, roleOf(name, former));
      expect(await reconcile([holding('viewer', within('rbac-one'))])).toMatchObject({ state: 'in-step', changed: 3 });
      const left = (await hub.list(ROLES, { labelSelector: `${MANAGED_BY}=${FORMER_MANAGER}` })).items;
      expect(left.map(({ metadata }) => metadata.name)).toEqual(['written-by-hand']);
      await hub.delete(ROLES, { name: 'written-by-hand' });
    });

    it('puts back what somebody changed in a role of its own', async () => {
      await reconcile([holding('editor', within('rbac-one'))]);
      const at = { name: 'portolan:one:editor:namespaced' };
      const change = { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
      await hub.patch(ROLES, at, { kind: 'merge', body: change }, { fieldManager: 'kubectl-edit' });
      await comesTo('yes', () => as(person('ada', 'crew')).list(SECRETS, { namespace: 'rbac-one' }));
      expect(await reconcile([holding('editor', within('rbac-one'))])).toMatchObject({ changed: 1 });
      await comesTo(403, () => as(person('ada', 'crew')).list(SECRETS, { namespace: 'rbac-one' }));
    });

    it('takes no role that bears its name and is not its own, and says so', async () => {
      await reconcile([]);
      await hub.create(ROLES, {}, roleOf('portolan:one:viewer', {}));
      expect(await reconcile([holding('viewer', 'all')])).toMatchObject({
        ...{ state: 'refused', reason: expect.stringContaining('ClusterRole portolan:one:viewer') },
      });
      await hub.delete(ROLES, { name: 'portolan:one:viewer' });
    });

    it('takes no right away while the group that it is of does not answer, and gives none that is not held', async () => {
      const held = [holding('editor', within('rbac-one'))];
      await reconcile(held);
      const deaf: MemberClient = {
        ...hub,
        discover: async (options) => {
          const { kinds, gaps } = await hub.discover(options);
          const detail = 'it does not answer';
          const failure = { kind: 'cluster-unreachable', cluster: 'here', reason: 'timeout', detail } as const;
          return {
            kinds: kinds.filter(({ group }) => group !== 'apps'),
            gaps: [...gaps, { group: 'apps', version: 'v1', failure }],
          };
        },
      };
      expect(await reconcile(held, deaf)).toMatchObject({ state: 'in-step', changed: 0 });
      await reconcile([holding('viewer', within('rbac-one'))], deaf);
      const change = { rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['list', 'delete', '*'] }] };
      const at = { name: 'portolan:one:viewer:namespaced' };
      await hub.patch(ROLES, at, { kind: 'merge', body: change }, { fieldManager: 'kubectl-edit' });
      await reconcile([holding('viewer', within('rbac-one'))], deaf);
      const rules = (await hub.get(ROLES, at))['rules'] as { apiGroups: string[] }[];
      expect(rules.filter(({ apiGroups }) => apiGroups[0] === 'apps')).toEqual([
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
      ]);
      await reconcile([]);
    });

    it('takes away all that it wrote, and nothing else, when the hub forgets the member', async () => {
      await hub.create(ROLES, {}, roleOf('someone-elses', {}));
      await reconcile([holding('editor', within('rbac-one')), holding('viewer', 'all')]);
      const access = accessInMember(HUB, async () => hub, { withheld: (_cluster, work) => work() });
      expect(await access.count('here')).toBe(4);
      const leftWhenForgotten: number[] = [];
      const forget = async () => void leftWhenForgotten.push(await access.count('here'));
      expect(await access.withdraw('here', forget)).toBe(4);
      expect(leftWhenForgotten).toEqual([0]);
      for (const plural of [ROLES, BINDINGS, CLUSTER_BINDINGS])
        expect((await hub.list(plural, { labelSelector: access.selector })).items).toEqual([]);
      await hub.delete(ROLES, { name: 'someone-elses' });
    });

    it('passes over a namespace that is gone', async () => {
      const holdings = [holding('viewer', within('rbac-one', 'rbac-none'))];
      const outcome = await reconcileMember(hub, audit, { hub: HUB, holdings, namespaces: undefined }, never, alone);
      expect(outcome).toMatchObject({ state: 'in-step' });
    });

    it('tells the reason of a member that does not let the hub give what the hub does not hold', async () => {
      await reconcile([]);
      const verbs = ['get', 'list', 'create', 'patch', 'delete'];
      const resources = ['clusterroles', 'clusterrolebindings', 'rolebindings'];
      await hub.create(
        ROLES,
        {},
        { ...roleOf('rbac-writer', {}), rules: [{ apiGroups: [RBAC_GROUP], resources, verbs }] },
      );
      const subjects = [{ kind: 'User', apiGroup: RBAC_GROUP, name: 'portolan:user:poor-hub' }];
      const roleRef = { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name: 'rbac-writer' };
      await hub.create(
        CLUSTER_BINDINGS,
        {},
        {
          ...{ apiVersion: `${RBAC_GROUP}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'rbac-writer' } },
          ...{ roleRef, subjects },
        },
      );
      const poor = as(person('poor-hub'));
      const told = await reconcile([holding('viewer', 'all')], poor);
      expect(told?.state).toBe('refused');
      expect(told?.reason).toMatch(/attempting to grant RBAC permissions not currently held/);
      await hub.delete(CLUSTER_BINDINGS, { name: 'rbac-writer' });
      await hub.delete(ROLES, { name: 'rbac-writer' });
    });

    it('fails where it may not even look', async () => {
      const failure = await reconcile([], as(person('nobody'))).catch(clusterFailureOf);
      expect(failure).toMatchObject({ kind: 'cluster-refused', status: 403 });
    });
  });
}

const configMap = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
const roleOf = (name: string, labels: Record<string, string>): KubeObject => ({
  ...{ apiVersion: `${RBAC_GROUP}/v1`, kind: 'ClusterRole', metadata: { name, labels } },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
});
