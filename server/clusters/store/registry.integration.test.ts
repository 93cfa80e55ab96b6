import crypto from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { Secret } from '~/server/kernel/secret';
import type { MemberAccess } from '../ports';
import { newCluster } from '../testing/builders';
import { registryContract } from '../testing/registry-contract';
import { postgresRegistry } from './registry';

const { database } = await testDatabase();
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));

describe('the registry in PostgreSQL', () => {
  registryContract(registry);

  it('keeps no credential readable', async () => {
    const token = new Secret('canary-4711');
    await registry.add(newCluster({ access: { server: 'https://a:1', credential: { kind: 'token', token } } }));
    const { rows } = await database.pool.query(
      'SELECT s.*, c.*, k.* FROM sealed_secret s, cluster c, cluster_credential k',
    );
    expect(JSON.stringify(rows)).not.toContain('canary-4711');
    expect(rows.some((row) => Buffer.from(row.sealed).includes('canary-4711'))).toBe(false);
  });

  it('leaves no sealed credential behind when one is replaced or its member removed', async () => {
    const count = () => database.prisma.sealedSecret.count();
    const before = await count();
    const { id } = await registry.add(newCluster());
    await registry.replaceAccess(id, newCluster().access as MemberAccess, null, null);
    expect(await count()).toBe(before + 1);
    await registry.remove(id);
    expect(await count()).toBe(before);
  });
});
