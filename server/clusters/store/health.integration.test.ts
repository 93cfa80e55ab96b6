import crypto from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import type { UnreachableReason } from '~/server/kernel/failure';
import { judgeSilence, type Verdict } from '../core/derive-health';
import { ClusterDetail } from '../model/cluster';
import { newCluster } from '../testing/builders';
import { clusterLists } from './cluster-lists';
import { postgresHealth } from './health';
import type { Fence } from './inventory';
import { postgresLeases } from './leases';
import { postgresRegistry } from './registry';

const { database } = await testDatabase();
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
const lists = clusterLists(database);
const store = postgresHealth(database);
let fence: Fence;

const WELL: Verdict = { status: 'healthy', reason: 'ok', detail: '' };
const silent = (reason: UnreachableReason) =>
  judgeSilence({ kind: 'cluster-unreachable', cluster: 'fleet', reason, detail: 'as the machine says it' });
const shown = async () => ClusterDetail.omit({ seen: true }).parse(await lists.cluster('all', 'fleet')).health;

beforeAll(async () => {
  const { id } = await registry.add(newCluster({ name: 'fleet' }));
  const [lease] = await postgresLeases(database).keep('me', 30);
  fence = { clusterId: id, holder: 'me', epoch: lease?.epoch ?? 0 };
});

describe('health', () => {
  it('keeps why a member could not be reached, and tells when that is another reason', async () => {
    expect(await store.record(fence, silent('timeout'), undefined)).toEqual({ changed: true });
    expect(await shown()).toMatchObject({ reason: 'unreachable', cause: 'timeout', detail: 'as the machine says it' });
    expect(await store.record(fence, silent('timeout'), undefined)).toEqual({ changed: false });
    expect(await store.record(fence, silent('refused'), undefined)).toEqual({ changed: true });
    expect(await shown()).toMatchObject({ cause: 'refused' });
  });

  it('forgets it when the member answers', async () => {
    await store.record(fence, WELL, undefined);
    expect(await shown()).toMatchObject({ status: 'healthy', cause: null });
  });

  it('shows none when another version wrote a reason that is not known here', async () => {
    await database.pool.query(`UPDATE cluster_health SET reason = 'unreachable', cause = 'of-tomorrow'`);
    expect(await shown()).toMatchObject({ reason: 'unreachable', cause: null });
  });
});
