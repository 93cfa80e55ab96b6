import crypto, { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuditTrail } from '~/server/audit/audit-trail';
import { postgresEntries } from '~/server/audit/store/entries';
import { postgresLeases } from '~/server/clusters/store/leases';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { systemClock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import { createMemberClient } from '~/server/kube/create-member-client';
import type { MemberClient } from '~/server/kube/member-client';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { postgresGrants } from '~/server/teams/store/grants';
import { postgresSights } from '~/server/teams/store/sights';
import { watchRights } from '~/server/teams/watch/rights-signal';
import { accessInMember } from '../access-in-member';
import { RBAC_GROUP } from '../model/access-object';
import { userSubject } from '../model/holding';
import { postgresAccessSource } from '../store/access-source';
import { postgresAccessStates } from '../store/access-states';
import { postgresAccessTurns } from '../store/access-turns';
import { keepAccess } from './keep-access';

const { database, url } = await testDatabase();
const sealer = createSealer([crypto.randomBytes(32)]);
const grants = postgresGrants(database);
const states = postgresAccessStates(database);
const turns = postgresAccessTurns(database);
/** Is called where something was to be written into a member, and was not. */
const passedOver = vi.fn();
const sights = postgresSights(database);
const leases = postgresLeases(database);
const BINDINGS = { group: RBAC_GROUP, version: 'v1', plural: 'rolebindings' };
const CLUSTER_BINDINGS = { ...BINDINGS, plural: 'clusterrolebindings' };

let simulated: SimulatedMember;
let connection: MemberConnection;
let client: MemberClient;
let person: string;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  simulated = await startMember({ name: 'here' });
  connection = connectMember(memberHere(simulated.adminKubeconfig), { dialer: loopbackDialer });
  client = createMemberClient(connection, { kind: 'hub' });
  const registry = postgresRegistry(database, sealer);
  for (const name of ['here', 'away']) await registry.add(newCluster({ name }));
  await leases.keep('me', 600);
  person = (await database.prisma.person.create({ data: { name: 'Ada' } })).id;
  const rights = await watchRights(url, database);
  const kept = keepAccess({
    ...{ hub: 'hub', holder: 'me', source: postgresAccessSource(database), states, sights, clock: systemClock },
    audit: createAuditTrail({ entries: postgresEntries(database, sealer), sights, clock: systemClock }),
    open: async (cluster) => {
      if (cluster === 'here') return client;
      throw new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'timeout', detail: 'no answer' });
    },
    turns: {
      writing: async (fence, work) => {
        const done = await turns.writing(fence, work);
        if (done === undefined) passedOver();
        return done;
      },
    },
    onChange: rights.onChange,
    changed: () => undefined,
    onTrouble: (_detail, error) => {
      throw error;
    },
    every: { look: 200, check: 1_000, retry: 1_000, settle: 10 },
  });
  stops.push(kept.stop, rights.close, connection.close, simulated.close);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const give = (role: string, scope: Partial<typeof EVERYWHERE>, expiresAt: Date | null = null) =>
  grants.add({
    ...{ subject: { to: 'person', id: person }, role, reason: 'test', grantedBy: 'test', expiresAt },
    scope: { ...EVERYWHERE, ...scope },
  });
const boundIn = async (resource = BINDINGS) =>
  (await client.list(resource, { labelSelector: 'portolan.dev/managed-by' })).items.map(({ metadata, subjects }) => [
    metadata.namespace,
    metadata.name,
    (subjects as { name: string }[])[0]?.name,
  ]);
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('rights in members', () => {
  it('are there as soon as they are granted, where they are granted, and gone as soon as they are revoked', async () => {
    const id = await give('viewer', { namespaces: ['default'] });
    await eventually(async () =>
      expect(await boundIn()).toEqual([['default', 'portolan:hub:viewer:namespaced', userSubject(person).name]]),
    );
    await grants.remove(id);
    await eventually(async () => expect(await boundIn()).toEqual([]));
  });

  it('end with the grant that ends by itself', async () => {
    await give('editor', {}, new Date(Date.now() + 1_500));
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toHaveLength(1));
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toEqual([]));
  });

  it('are nobody’s who is disabled', async () => {
    const id = await give('viewer', {});
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toHaveLength(1));
    await database.prisma.person.update({ where: { id: person }, data: { disabledAt: new Date() } });
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toEqual([]));
    await database.prisma.person.update({ where: { id: person }, data: { disabledAt: null } });
    await grants.remove(id);
  });

  it('are put back where somebody took them away in the member', async () => {
    const id = await give('viewer', {});
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toHaveLength(1));
    await client.delete(CLUSTER_BINDINGS, { name: 'portolan:hub:viewer' });
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toHaveLength(1));
    await grants.remove(id);
  });

  it('are not written back into a member that is being removed, and are again where it is not removed after all', async () => {
    const id = await give('viewer', {});
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toHaveLength(1));
    passedOver.mockClear();
    const another: string[] = [];
    const forget = async () => {
      another.push(await give('editor', {}));
      await eventually(async () => expect(passedOver).toHaveBeenCalled());
      expect(await boundIn(CLUSTER_BINDINGS)).toEqual([]);
      throw new Error('the database is away');
    };
    const access = accessInMember('hub', async () => client, turns);
    await expect(access.withdraw('here', forget)).rejects.toThrow('the database is away');
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toHaveLength(2));
    for (const grant of [id, ...another]) await grants.remove(grant);
    await eventually(async () => expect(await boundIn(CLUSTER_BINDINGS)).toEqual([]));
  });

  it('are withdrawn after what is just being written, not beside it', async () => {
    const fence = await fenceOf('away');
    const seen: string[] = [];
    let finish = () => {};
    const writing = turns.writing(fence, async () => {
      seen.push('writing');
      await new Promise<void>((resolve) => (finish = resolve));
      seen.push('written');
    });
    await vi.waitFor(() => expect(seen).toEqual(['writing']));
    const withheld = turns.withheld('away', async () => void seen.push('withdrawn'));
    const isWithheld = 'SELECT 1 FROM member_rights_turn WHERE withheld_until > now()';
    await eventually(async () => expect((await database.pool.query(isWithheld)).rows).toHaveLength(1));
    // from now on nobody begins, and the withdrawal still waits
    expect(await turns.writing(fence, async () => 'begun')).toBeUndefined();
    expect(seen).toEqual(['writing']);
    finish();
    await Promise.all([writing, withheld]);
    expect(seen).toEqual(['writing', 'written', 'withdrawn']);
    expect(await turns.writing(fence, async () => 'begun')).toBe('begun');
    expect(await turns.writing({ ...fence, epoch: fence.epoch + 1 }, async () => 'begun')).toBeUndefined();
  });

  it('are told with their state: in step, and pending where the member is away', async () => {
    await eventually(async () =>
      expect(await states.list('all', undefined)).toEqual([
        { cluster: 'away', state: 'pending', reason: 'no answer', since: expect.any(String), asOf: null },
        { cluster: 'here', state: 'in-step', reason: '', since: expect.any(String), asOf: expect.any(String) },
      ]),
    );
    const only = new Map([['away', { id: (await idOf('away')) ?? '', whole: true, namespaces: 'all' as const }]]);
    expect((await states.list(only, undefined)).map(({ cluster }) => cluster)).toEqual(['away']);
  });

  it('are not told by who lost the lease', async () => {
    const fence = { clusterId: (await idOf('here')) ?? randomUUID(), holder: 'me', epoch: 0 };
    expect(await states.record(fence, 'refused', 'late', true)).toBe(false);
    expect((await states.list('all', 'here'))[0]?.state).toBe('in-step');
  });
});

const fenceOf = async (name: string) => {
  const clusterId = (await idOf(name)) ?? '';
  const { epoch } = await database.prisma.clusterLease.findUniqueOrThrow({ where: { clusterId } });
  return { clusterId, holder: 'me', epoch };
};

const idOf = async (name: string) => (await database.prisma.cluster.findUnique({ where: { name } }))?.id;
