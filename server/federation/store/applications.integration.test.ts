import crypto from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { postgresRegistry } from '~/server/clusters/store/registry';
import { newCluster } from '~/server/clusters/testing/builders';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { type ApplicationsWorld, applicationsContract } from '../testing/applications-contract';
import { newRevision, wantedTarget } from '../testing/revisions';
import { postgresApplications } from './applications';
import { postgresCandidates } from './candidates';

const { database } = await testDatabase();
const { pool, prisma } = database;
const store = postgresApplications(database);
let world: ApplicationsWorld;

beforeAll(async () => {
  const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
  const [one, two] = [await registry.add(newCluster({ name: 'one' })), await registry.add(newCluster({ name: 'two' }))];
  for (const { id } of [one, two])
    await pool.query(
      `INSERT INTO cluster_health (cluster_id, status, reason, since, checked_at, version) VALUES ($1, 'healthy', '', now(), now(), 'v1.31.0')`,
      [id],
    );
  const { id: team } = await prisma.team.create({ data: { name: 'payments' } });
  const deliver = async (application: string, cluster: string) => {
    const of = `application_id = (SELECT id FROM application WHERE name = $1) AND cluster_id = (SELECT id FROM cluster WHERE name = $2)`;
    await pool.query(`DELETE FROM application_target WHERE ${of} AND state = 'withdrawing'`, [application, cluster]);
    await pool.query(
      `UPDATE application_target SET state = 'applied', applied_revision = revision WHERE ${of} AND state <> 'withdrawing'`,
      [application, cluster],
    );
    await pool.query(
      `DELETE FROM application a WHERE removing AND NOT EXISTS (SELECT 1 FROM application_target t WHERE t.application_id = a.id)`,
    );
  };
  world = { store, one: one.id, two: two.id, team, deliver };
});

describe('applications in PostgreSQL', () => applicationsContract(() => world));

describe('candidates in PostgreSQL', () => {
  const candidates = async (application: string) =>
    Object.fromEntries((await postgresCandidates(database).of(application)).map((one) => [one.name, one]));

  it('tells place, labels, taints and who runs where', async () => {
    await prisma.cluster.update({
      where: { name: 'one' },
      data: {
        ...{ region: 'eu', observedZone: 'a', labels: { tier: 'gold' } },
        annotations: { 'portolan.dev/taints': 'gpu=a100:NoSchedule' },
      },
    });
    const [web, api] = [newRevision({ name: 'web' }), newRevision({ name: 'api' })];
    await store.save({ ...web, targets: [{ ...wantedTarget(world.one, []), replicas: 3 }] });
    await store.save({ ...api, targets: [wantedTarget(world.one, [])] });
    const { one, two } = await candidates('web');
    expect(one).toMatchObject({
      ...{ id: world.one, region: 'eu', zone: 'a', labels: { tier: 'gold' }, state: 'active', status: 'healthy' },
      ...{ taints: [{ key: 'gpu', value: 'a100', effect: 'NoSchedule' }], runs: 3, free: null },
    });
    expect(one?.hosts.has('api') && !one.hosts.has('web')).toBe(true);
    expect(two).toMatchObject({ runs: null, taints: [], region: null });
    expect((await candidates('api'))['one']).toMatchObject({ runs: 0 });
    await store.save({ ...web, base: 1, targets: [] });
    expect((await candidates('web'))['one']).toMatchObject({ runs: null });
  });

  it('reckons what is free as what nodes that work offer, less what pods ask for', async () => {
    const node = (name: string, status: string) => [world.two, name, status];
    for (const row of [node('good', 'healthy'), node('bad', 'failed')])
      await pool.query(
        `INSERT INTO inventory_node (cluster_id, name, uid, status, reason, unschedulable, roles, version, cpu_millis, memory_bytes, allocatable_cpu_millis,
          allocatable_memory_bytes, pod_capacity, taints, labels, created_at, observed_at)
        VALUES ($1, $2, 'u', $3, '', false, '{}', 'v1.31.0', 4000, 4000, 3800, 3600, 110, '{}', '{}', now(), now())`,
        row,
      );
    await pool.query(
      `INSERT INTO inventory_workload (cluster_id, kind, namespace, name, uid, status, reason, images, desired, ready, cpu_request_millis, memory_request_bytes, labels, created_at, observed_at)
      VALUES ($1, 'Deployment', 'shop', 'cart', 'u', 'healthy', '', '{}', 2, 2, 250, 100, '{}', now(), now())`,
      [world.two],
    );
    await pool.query(
      `INSERT INTO inventory_pod_count (cluster_id, namespace, workload_kind, workload, region, zone, total, ready) VALUES ($1, 'shop', 'Deployment', 'cart', '', '', 2, 2)`,
      [world.two],
    );
    expect((await candidates('web'))['two']?.free).toBeNull();
    await pool.query(
      `INSERT INTO inventory_sync (cluster_id, kind, state, detail, complete_at) VALUES ($1, 'nodes', 'live', '', now())`,
      [world.two],
    );
    expect((await candidates('web'))['two']?.free).toEqual({ cpuMillis: 3300, memoryBytes: 3400, pods: 108 });
  });
});
