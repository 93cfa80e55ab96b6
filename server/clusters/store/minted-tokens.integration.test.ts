import crypto from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { Secret } from '~/server/kernel/secret';
import type { Member } from '~/server/kube/member';
import type { DueToken, KeptToken, MemberAccess } from '../ports';
import { newCluster } from '../testing/builders';
import { credentialList } from './credential-list';
import { postgresLeases } from './leases';
import { postgresMintedTokens } from './minted-tokens';
import { postgresRegistry } from './registry';

const { database } = await testDatabase();
const sealer = createSealer([crypto.randomBytes(32)]);
const HOUR = 3_600_000;
let now: Date;
const clock = { now: () => now, monotonic: () => now.getTime() };
const registry = postgresRegistry(database, sealer, clock);
const tokens = postgresMintedTokens(database, sealer);
const leases = postgresLeases(database);

let name: string;
let id: string;
beforeEach(async () => {
  now = new Date();
  await database.prisma.cluster.deleteMany();
  await database.prisma.sealedSecret.deleteMany();
  ({ name, id } = await registry.add(newCluster()));
  await leases.keep('me', 600);
});

const dueNow = async () => (await tokens.due('me', now, 10))[0] as DueToken;
const minted = (value: string, by: KeptToken['by'] = 'first'): KeptToken => ({
  ...{ token: new Secret(value), account: { namespace: 'portolan', name: 'hub' }, by },
  ...{ mintedAt: now, expiresAt: new Date(now.getTime() + 24 * HOUR), dueAt: new Date(now.getTime() + 16 * HOUR) },
});
const tokenOf = ({ credential }: Member) => credential.kind === 'token' && credential.token.reveal();
const opened = async () => tokenOf(await registry.member(id));
const secrets = () => database.prisma.sealedSecret.count();
const pass = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR);
};
const listed = async () =>
  (await credentialList(database).credentials('all', { offset: 0, limit: 10 })).rows[0] as Record<string, unknown>;

it('uses a minted token once it is there, sealed beside the one that was given', async () => {
  expect(await tokens.keep(await dueNow(), minted('one'))).toBe(true);
  expect(await opened()).toBe('one');
  expect(await secrets()).toBe(2);
  expect(await tokens.due('me', now, 10)).toEqual([]);
  expect(await listed()).toMatchObject({ kind: 'minted', minting: { state: 'minted', first: 'kept', inUse: true } });
});

it('gives an open connection the successor, whoever minted it, and reaches the member in the same way', async () => {
  await tokens.keep(await dueNow(), minted('one'));
  const before = await registry.find(name);
  const member = await registry.member(id);
  const { credential } = member;
  if (credential.kind !== 'token') throw new Error('it is a token');
  pass(17);
  await tokens.keep(await dueNow(), minted('two', 'minted'));
  await expect.poll(async () => credential.renewal?.refresh().then(() => tokenOf(member))).toBe('two');
  expect(await registry.find(name)).toEqual(before);
  expect(await secrets()).toBe(2);
});

it('tells that a token ends once its renewal is overdue, and not before', async () => {
  await tokens.keep(await dueNow(), minted('one'));
  const { credential } = await registry.member(id);
  const overdue = () => (credential.kind === 'token' ? credential.renewal?.overdue() : undefined);
  pass(17);
  expect(overdue()).toBeNull();
  pass(4);
  expect(overdue()).toBeInstanceOf(Date);
});

it('renews with the first credential when the minted token has ended, and with nothing that has', async () => {
  await tokens.keep(await dueNow(), minted('one'));
  const held = async () =>
    (await tokens.open(await dueNow(), now)).map(({ by, access }) => [by, tokenOf({ ...access, name })]);
  pass(17);
  expect(await held()).toEqual([
    ['minted', 'one'],
    ['first', 'a-token'],
  ]);
  pass(10);
  expect(await opened()).toBe('a-token');
  expect(await held()).toEqual([['first', 'a-token']]);
});

it('forgets the first credential only when a minted token has minted its successor', async () => {
  expect(await tokens.hasten(id, true, now)).toBe(false);
  await tokens.keep(await dueNow(), minted('one'));
  expect(await tokens.hasten(id, true, now)).toBe(true);
  await tokens.keep(await dueNow(), minted('two', 'first'));
  expect(await listed()).toMatchObject({ minting: { first: 'going' } });
  pass(17);
  await tokens.keep(await dueNow(), minted('three', 'minted'));
  expect(await listed()).toMatchObject({ kind: 'minted', minting: { first: 'gone' } });
  expect(await secrets()).toBe(1);
  expect(await opened()).toBe('three');
  pass(17);
  await tokens.keep(await dueNow(), minted('four', 'minted'));
  expect([await opened(), await secrets()]).toEqual(['four', 1]);
});

it('keeps nothing of who lost the lease, or for a way that is another by now', async () => {
  const due = await dueNow();
  await registry.replaceAccess(id, newCluster().access as MemberAccess, null, null);
  expect(await tokens.keep(due, minted('late'))).toBe(false);
  const stale = { ...(await dueNow()), fence: { clusterId: id, holder: 'another', epoch: 1 } };
  expect(await tokens.keep(stale, minted('late'))).toBe(false);
  await tokens.note(stale, { state: 'failed', detail: '', account: null, triedAt: now, dueAt: now });
  expect([await opened(), await secrets(), (await listed())['minting']]).toEqual(['a-token', 1, null]);
});

it('keeps alive what was minted for a member that is reached through its agent by now, and mints nothing new there', async () => {
  await registry.setMode(id, 'pull');
  expect(await dueNow()).toBeUndefined();
  await registry.setMode(id, 'push');
  await tokens.keep(await dueNow(), minted('one'));
  await registry.setMode(id, 'pull');
  pass(17);
  expect(await tokens.keep(await dueNow(), minted('two', 'minted'))).toBe(true);
  await registry.setMode(id, 'push');
  expect(await opened()).toBe('two');
});

it('drops what was minted with what was given', async () => {
  await tokens.keep(await dueNow(), minted('one'));
  await registry.replaceAccess(id, newCluster().access as MemberAccess, null, null);
  expect([await opened(), await secrets()]).toEqual(['a-token', 1]);
  await tokens.keep(await dueNow(), minted('two'));
  await registry.remove(id);
  expect(await secrets()).toBe(0);
});
