import crypto from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { failureOf } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import { newCluster } from '../testing/builders';
import { postgresRegistry } from './registry';

const { database } = await testDatabase();
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
const failure = async (work: Promise<unknown>) =>
  failureOf(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

describe('the registry', () => {
  it('gives a member back as it was registered, with its credential open', async () => {
    const added = await registry.add(newCluster({ name: 'one', labels: { tier: 'gold' } }));
    const member = await registry.member(added.id);
    expect(member).toMatchObject({ name: 'one', server: 'https://10.0.0.1:6443' });
    expect(member.credential.kind === 'token' && member.credential.token.reveal()).toBe('a-token');
    expect(await registry.find('one')).toEqual(added);
  });

  it('keeps no credential readable in the database', async () => {
    const token = new Secret('canary-4711');
    await registry.add(newCluster({ access: { server: 'https://a:1', credential: { kind: 'token', token } } }));
    const { rows } = await database.pool.query(
      'SELECT s.*, c.*, k.* FROM sealed_secret s, cluster c, cluster_credential k',
    );
    expect(JSON.stringify(rows)).not.toContain('canary-4711');
    expect(rows.some((row) => Buffer.from(row.sealed).includes('canary-4711'))).toBe(false);
  });

  it('refuses a name or an API server twice, also when both come at once', async () => {
    const first = newCluster({ name: 'taken' });
    await registry.add(first);
    expect(await failure(registry.add(newCluster({ name: 'taken' })))).toMatchObject({
      kind: 'conflict',
      detail: 'name-taken',
    });
    const twin = newCluster({ kubeSystemUid: first.kubeSystemUid });
    expect(await failure(registry.add(twin))).toMatchObject({ kind: 'conflict', detail: 'already-registered' });
    const race = newCluster({ name: 'race' });
    const both = await Promise.allSettled([registry.add(race), registry.add({ ...newCluster(), name: 'race' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('drops the old credential with the old address', async () => {
    const { id } = await registry.add(newCluster());
    const before = await database.prisma.sealedSecret.count();
    const credential = { kind: 'client-certificate' as const, certificate: 'PEM', key: new Secret('key') };
    await registry.replaceAccess(id, { server: 'https://10.0.0.2:6443', credential }, 'admin', null);
    expect(await database.prisma.sealedSecret.count()).toBe(before);
    expect(await registry.member(id)).toMatchObject({
      server: 'https://10.0.0.2:6443',
      credential: { certificate: 'PEM' },
    });
    expect((await registry.findByUid((await registry.find('one'))?.kubeSystemUid ?? ''))?.name).toBe('one');
  });

  it('forgets everything of a removed member', async () => {
    const { id, name } = await registry.add(newCluster());
    const before = await database.prisma.sealedSecret.count();
    await registry.remove(id);
    expect(await registry.find(name)).toBeUndefined();
    expect(await database.prisma.sealedSecret.count()).toBe(before - 1);
  });
});
