import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeSilence } from '~/server/clusters/core/derive-health';
import type { Fence } from '~/server/clusters/store/inventory';
import { testDatabase } from '~/server/db/testing/test-database';
import { EVERYWHERE } from '~/server/teams/model/grant';
import { postgresRequests } from '~/server/teams/store/requests';
import { GONE_MS, HOLD_MS } from '../core/follow-conditions';
import { RAISED_KINDS } from '../model/event';
import { notifiedFleet } from '../testing/notified-fleet';
import { watchConditions } from '../watch/watch-conditions';
import { postgresConditions, WATCHED_KINDS } from './conditions';
import { postgresWatchLease } from './watch-lease';

const { database } = await testDatabase();
const fleet = notifiedFleet(database);
const requests = postgresRequests(database);
const conditions = postgresConditions(database);
const WELL = { status: 'healthy', reason: 'ok', detail: '' } as const;
const AWAY = judgeSilence({ kind: 'cluster-unreachable', cluster: 'two', reason: 'timeout', detail: 'x' });
const DAY = 86_400_000;
let [one, two]: Fence[] = [];

beforeAll(async () => {
  [one, two] = [await fleet.member('one'), await fleet.member('two')];
  for (const fence of [one, two]) {
    await fleet.health.record(fence!, WELL, undefined);
    await fleet.node(fence!, 'n1', 'healthy');
    await fleet.node(fence!, 'n2', 'unknown');
    await fleet.workload(fence!, 'shop', 'web', 'failed');
  }
});

const seenKeys = async () => (await conditions.look()).seen.map(({ key }) => key).sort();
const OBJECTS = ['one', 'two'].flatMap((name) => [
  `node-failed/${name}/Node/n2`,
  `workload-failed/${name}/shop/Deployment/web`,
]);

describe('what the hub knows', () => {
  it('is seen as conditions', async () => {
    expect(await seenKeys()).toEqual(OBJECTS.toSorted());
    expect(RAISED_KINDS).toEqual(expect.arrayContaining([...WATCHED_KINDS]));
    const web = (await conditions.look()).seen.find(({ kind }) => kind === 'workload-failed');
    expect(web).toMatchObject({
      ...{ cluster: 'one', namespace: 'shop', reason: 'failed', due: null },
      object: { group: 'apps', version: 'v1', plural: 'deployments', kind: 'Deployment', name: 'web' },
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('tells of what expires within a week, and when', async () => {
    const expires = new Date(Date.now() + 3 * DAY);
    await database.prisma.clusterHealth.update({
      where: { clusterId: one!.clusterId },
      data: { certificateExpiresAt: expires },
    });
    await database.prisma.clusterCredential.update({
      where: { clusterId: one!.clusterId },
      data: { expiresAt: new Date(Date.now() + 8 * DAY) },
    });
    const expiring = (await conditions.look()).seen.filter(({ kind }) => kind.endsWith('expiring'));
    expect(expiring).toMatchObject([{ kind: 'certificate-expiring', cluster: 'one', due: expires.toISOString() }]);
    await database.prisma.clusterHealth.update({
      where: { clusterId: one!.clusterId },
      data: { certificateExpiresAt: null },
    });
  });

  it('tells of a token that the hub renews once its renewal is overdue, and not because its life is short', async () => {
    const { clusterId } = one!;
    const hours = (from: number) => new Date(Date.now() + from * 3_600_000);
    const token = { state: 'minted', triedAt: hours(-10), dueAt: hours(6), secretId: randomUUID() };
    await database.prisma.mintedToken.create({
      data: { clusterId, ...token, mintedAt: hours(-10), expiresAt: hours(14) },
    });
    const ofCredentials = async () =>
      (await conditions.look()).seen.filter(({ kind }) => kind === 'credential-expiring');
    expect(await ofCredentials()).toEqual([]);
    const expiresAt = hours(2);
    await database.prisma.mintedToken.update({ where: { clusterId }, data: { mintedAt: hours(-22), expiresAt } });
    expect(await ofCredentials()).toMatchObject([{ cluster: 'one', due: expiresAt.toISOString() }]);
    await database.prisma.mintedToken.delete({ where: { clusterId } });
  });

  it('tells of an agent that is kept out because its key was copied, while it is', async () => {
    const { clusterId } = one!;
    const key = { name: 'one', publicKey: 'PEM', fingerprint: 'AA', kubeSystemUid: 'uid', state: 'approved' };
    const about = { kubernetesVersion: 'v1.34.1', agentVersion: '1', requestedFrom: '192.0.2.1' };
    const quarantinedUntil = new Date(Date.now() + 300_000);
    const { id } = await database.prisma.agent.create({ data: { clusterId, ...key, ...about, quarantinedUntil } });
    expect(await seenKeys()).toContain('agent-quarantined/one');
    await database.prisma.agent.update({ where: { id }, data: { quarantinedUntil: new Date(Date.now() - 1) } });
    expect(await seenKeys()).not.toContain('agent-quarantined/one');
    await database.prisma.agent.delete({ where: { id } });
  });

  it('is not known of members that are away, that nobody asked, and of lists that do not follow', async () => {
    await fleet.health.record(two!, AWAY, undefined);
    expect(await seenKeys()).toContain('lost-member/two');
    expect((await conditions.look()).blind).toMatchObject({ members: new Set(), away: new Set(['two']) });
    await database.prisma.clusterHealth.updateMany({
      where: { clusterId: two!.clusterId },
      data: { checkedAt: new Date(0) },
    });
    expect(await seenKeys()).not.toContain('lost-member/two');
    expect((await conditions.look()).blind.members).toEqual(new Set(['two']));
    const sync = { clusterId: one!.clusterId, kind: 'deployments', state: 'waiting', completeAt: new Date() };
    await database.prisma.inventorySync.create({ data: sync });
    expect((await conditions.look()).blind.lists).toEqual(new Set(['one/deployments']));
    await database.prisma.inventorySync.deleteMany();
  });

  it('tells of requests that wait for someone to decide', async () => {
    const { prisma } = database;
    const ben = await prisma.person.create({ data: { name: 'Ben' } });
    const asked = { role: 'operator', scope: EVERYWHERE, hours: 2, reason: 'night shift' };
    const id = await requests.add(ben.id, asked);
    const waiting = async () => (await conditions.look()).seen.filter(({ kind }) => kind === 'approval-wanted');
    const wanted = { person: 'Ben', role: 'operator', scope: EVERYWHERE };
    expect(await waiting()).toMatchObject([{ key: `approval-wanted/${id}`, cluster: null, wanted }]);
    await prisma.person.update({ where: { id: ben.id }, data: { disabledAt: new Date() } });
    expect(await waiting()).toEqual([]);
    await prisma.person.update({ where: { id: ben.id }, data: { disabledAt: null } });
    await requests.decide(id, { by: 'Ada', said: '', grant: undefined });
    expect(await waiting()).toEqual([]);
    for (let left = 20; left > 0; left--) await requests.add(ben.id, asked);
    await expect(requests.add(ben.id, asked)).rejects.toMatchObject({ failure: { kind: 'limit' } });
    await prisma.person.delete({ where: { id: ben.id } });
  });

  it('is not looked for in a member that is suspended', async () => {
    await fleet.registry.setState(two!.clusterId, 'suspended');
    expect(await seenKeys()).toEqual(OBJECTS.filter((key) => key.includes('/one/')).toSorted());
    expect((await conditions.look()).blind.members).toEqual(new Set());
    await fleet.registry.setState(two!.clusterId, 'active');
  });
});

describe('the watch', () => {
  /** A replica whose clock the test sets. */
  const replica = (holder: string) => {
    const time = { ms: 0 };
    const clock = { now: () => new Date(), monotonic: () => time.ms };
    const lease = postgresWatchLease(database);
    const deps = { lease, holder, leaseSeconds: 60, conditions, kinds: WATCHED_KINDS, events: fleet.events, clock };
    const look = watchConditions(deps);
    const at = (ms: number) => {
      time.ms = ms;
      return look();
    };
    return { lease, look: at };
  };
  const openKeys = async () => (await fleet.events.open(WATCHED_KINDS)).map(({ key }) => key).sort();

  it('raises what lasts, settles what is gone, and leaves alone what is another’s', async () => {
    const mine = { kind: 'drift', cluster: 'one', namespace: 'shop', object: null, reason: 'differs' } as const;
    await fleet.events.raise([{ ...mine, key: 'drift/one', since: new Date().toISOString(), due: null }]);
    const { look } = replica('a');
    const hold = HOLD_MS['node-failed'] as number;
    await look(0);
    expect(await openKeys()).toEqual([]);
    await look(hold);
    expect(await openKeys()).toEqual(['node-failed/one/Node/n2']);
    await fleet.node(one!, 'n2', 'healthy');
    await look(hold + 1);
    await look(hold + 1 + GONE_MS);
    expect(await openKeys()).toEqual([]);
    expect(await fleet.events.open(['drift'])).toHaveLength(1);
  });

  it('is kept by one replica, until it lets go', async () => {
    const [a, b] = [replica('a'), replica('b')];
    await a.look(0);
    await b.look(0);
    await b.look(HOLD_MS['workload-failed'] as number);
    expect(await openKeys()).toEqual([]);
    await a.lease.release('a');
    await b.look(0);
    await b.look(HOLD_MS['workload-failed'] as number);
    expect(await openKeys()).toEqual(['workload-failed/one/shop/Deployment/web']);
  });
});
