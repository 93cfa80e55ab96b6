import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import type { Sight } from '~/server/teams/model/sight';
import { CredentialRow } from '../model/credential';
import { credentialList } from './credential-list';

const { database } = await testDatabase();
const { credentials } = credentialList(database);
const ids: Record<string, string> = {};
const EXPIRES = new Date('2027-01-01T00:00:00Z');

beforeAll(async () => {
  for (const name of ['pulled', 'pushed', 'stale']) {
    const data = { name, server: 'https://192.0.2.1', registeredBy: 'Ada', kubeSystemUid: randomUUID() };
    const { id } = await database.prisma.cluster.create({ data });
    ids[name] = id;
    if (name === 'pulled') continue;
    const expiresAt = name === 'pushed' ? EXPIRES : null;
    const held = { clusterId: id, kind: 'token', secretId: randomUUID(), identity: `system:${name}`, expiresAt };
    await database.prisma.clusterCredential.create({ data: held });
  }
});

const listed = async (sight: Sight, input: object = {}) =>
  (await credentials(sight, { offset: 0, limit: 10, ...input })).rows.map((row) => CredentialRow.parse(row));

it('tells what is held of each member, and nothing of what opens it', async () => {
  const rows = await listed('all');
  expect(rows.map(({ cluster, kind, identity }) => [cluster, kind, identity])).toEqual([
    ['pulled', 'none', null],
    ['pushed', 'token', 'system:pushed'],
    ['stale', 'token', 'system:stale'],
  ]);
  expect(rows[1]?.expiresAt).toBe(EXPIRES.toISOString());
});

it('sorts and filters', async () => {
  const soonest = { sort: { by: 'expiresAt', descending: false } };
  expect((await listed('all', soonest)).map(({ cluster }) => cluster)[0]).toBe('pushed');
  expect((await listed('all', { filter: { text: 'none' } })).map(({ cluster }) => cluster)).toEqual(['pulled']);
});

it('is for those who see all of a member', async () => {
  const part = (whole: boolean): Sight =>
    new Map([['pushed', { id: ids['pushed'] ?? '', whole, namespaces: whole ? 'all' : new Set(['shop']) }]]);
  expect((await listed(part(true))).map(({ cluster }) => cluster)).toEqual(['pushed']);
  expect(await listed(part(false))).toEqual([]);
});
