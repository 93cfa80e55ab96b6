import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { createToken, createTokenFor, endToken, revokeToken } from '../create-token';
import { disableMachine, disablePerson } from '../disable-person';
import type { TeamRequest } from '../give';
import { createService, listMachines, listTokens } from '../machine';
import type { PersonActor } from '../model/actor';
import { EVERYWHERE, type GrantScope } from '../model/grant';
import { accountDeps } from '../testing/account-deps';
import { tokenHash } from '../tokens';
import { authenticateToken } from '../use-token';
import { readRights } from './rights';

const { database } = await testDatabase();
const { prisma } = database;
const time = { now: new Date() };
const deps = accountDeps(database, time);
const named = (...names: string[]): GrantScope => ({ ...EVERYWHERE, clusters: { by: 'name', names } });
const gold: GrantScope = { ...EVERYWHERE, clusters: { by: 'label', labels: { tier: 'gold' } } };
const kind = (failure: string) => expect.objectContaining({ failure: expect.objectContaining({ kind: failure }) });

async function person(name: string, role?: string, scope: GrantScope = EVERYWHERE): Promise<string> {
  const { id } = await prisma.person.create({ data: { name } });
  if (role) await prisma.accessGrant.create({ data: { personId: id, role, scope, grantedBy: 'x' } });
  return id;
}
async function as(id: string): Promise<TeamRequest & { actor: PersonActor }> {
  const rights = await readRights(prisma, id, time.now);
  return { actor: { kind: 'person', id, name: 'someone', rights, session: 'one' }, requestId: 'r' };
}
const wanted = { name: 'pipeline', role: 'viewer', scope: null, days: 30 };
const use = (token: string) => authenticateToken(deps, token);

let root = '';
beforeEach(async () => {
  await prisma.person.deleteMany();
  await prisma.team.deleteMany();
  await prisma.cluster.deleteMany();
  root = await person('Root', 'fleet-admin');
});

describe('a token', () => {
  it('may do what its person may now, cut down to its role and its scope', async () => {
    for (const [name, tier] of [
      ['one', 'gold'],
      ['two', 'gold'],
      ['three', 'iron'],
    ] as const) {
      await prisma.cluster.create({ data: { name, server: 'https://x', labels: { tier }, registeredBy: 'x' } });
    }
    const ada = await person('Ada', 'editor', gold);
    const { token } = await createToken(deps, await as(ada), { ...wanted, scope: named('two', 'three') });
    const found = await use(token);
    expect(found).toMatchObject({ id: ada, token: { name: 'pipeline' }, rights: [{ scope: named('two') }] });
    expect(found?.rights[0]?.actions).toContain('objects.list');
    expect(found?.rights[0]?.actions).not.toContain('objects.update');
    expect(found?.session).toBeUndefined();
    await prisma.cluster.update({ where: { name: 'two' }, data: { labels: { tier: 'iron' } } });
    expect(await use(token)).toMatchObject({ rights: [] });
  });

  it('is out when it is taken back, expired, mistyped, or its person is disabled or gives up what they held', async () => {
    const ada = await person('Ada', 'editor');
    const make = async () => createToken(deps, await as(ada), wanted);
    const [taken, lasting] = [await make(), await make()];
    await revokeToken(deps, await as(ada), { id: taken.id });
    expect(await use(taken.token)).toBeUndefined();
    await expect(revokeToken(deps, await as(root), { id: lasting.id })).rejects.toEqual(kind('not-found'));
    expect(await use(`${lasting.token.slice(0, -1)}!`)).toBeUndefined();
    await disablePerson(deps, await as(root), { id: ada, disabled: true, reason: '' });
    expect(await use(lasting.token)).toBeUndefined();
    await disablePerson(deps, await as(root), { id: ada, disabled: false, reason: '' });
    expect(await use(lasting.token)).toBeUndefined();
    const other = await make();
    expect((await use(other.token))?.rights).toHaveLength(1);
    await prisma.accessGrant.deleteMany({ where: { personId: ada } });
    expect(await use(other.token)).toMatchObject({ rights: [] });
    time.now = new Date(time.now.getTime() + 31 * 86_400_000);
    expect(await use(other.token)).toBeUndefined();
  });

  it('stands while work lasts as it would if it were shown now', async () => {
    const ada = await person('Ada', 'editor');
    const { id, token } = await createToken(deps, await as(ada), { ...wanted, scope: named('one') });
    const shown = await use(token);
    expect(await deps.tokens.again(id, time.now)).toEqual(shown);
    expect(await deps.people.find(ada, time.now)).toMatchObject({ id: ada, rights: [{ role: 'editor' }] });
    await disablePerson(deps, await as(root), { id: ada, disabled: true, reason: '' });
    expect(await deps.tokens.again(id, time.now)).toBeUndefined();
    expect(await deps.people.find(ada, time.now)).toBeUndefined();
  });

  it('is kept as a digest, tells when it was used, and makes no other', async () => {
    const made = await createToken(deps, await as(root), { ...wanted, role: 'fleet-admin' });
    const actor = await use(made.token);
    expect(await deps.tokens.list(root)).toMatchObject([{ name: 'pipeline', lastUsedAt: time.now.toISOString() }]);
    const request = { actor: actor ?? (await as(root)).actor, requestId: 'r' };
    await expect(createToken(deps, request, wanted)).rejects.toEqual(kind('forbidden'));
    const { rows } = await database.pool.query(
      'SELECT t::text AS row FROM api_token t UNION SELECT a::text FROM audit_entry a',
    );
    expect(JSON.stringify(rows)).not.toContain(made.token.slice(13, 40));
    expect(await prisma.apiToken.count({ where: { tokenHash: tokenHash(made.token) } })).toBe(1);
  });

  it('is one of fifty at most', async () => {
    const ada = await person('Ada');
    for (let count = 0; count < 50; count++) await createToken(deps, await as(ada), wanted);
    await expect(createToken(deps, await as(ada), wanted)).rejects.toEqual(kind('limit'));
  });
});

describe('a machine', () => {
  it('is listed and disabled by those who look after it, and its tokens are over for good', async () => {
    await prisma.team.create({
      data: { name: 'shop', grants: { create: { role: 'viewer', scope: named('one'), grantedBy: 'x' } } },
    });
    const [admin, stranger] = [await person('Ada', 'admin', named('one')), await person('Ben', 'admin', named('two'))];
    const robot = await createService(deps, await as(admin), { name: 'shop robot', team: 'shop' });
    const fleets = await createService(deps, await as(root), { name: 'fleet robot', team: null });
    const made = await createTokenFor(deps, await as(admin), { ...wanted, person: robot });
    await use(made.token);
    const seen = async (id: string) => listMachines(deps, (await as(id)).actor);
    expect(await seen(admin)).toMatchObject([
      { id: robot, owner: 'shop', tokens: 1, nextEnd: made.expiresAt, lastUsedAt: time.now.toISOString() },
    ]);
    expect(await seen(stranger)).toEqual([]);
    expect((await seen(root)).map(({ id, manageable }) => [id, manageable])).toEqual([
      [fleets, true],
      [robot, true],
    ]);
    const off = { id: robot, disabled: true, reason: 'leaked' };
    await expect(disableMachine(deps, await as(stranger), off)).rejects.toEqual(kind('forbidden'));
    await expect(disableMachine(deps, await as(admin), { ...off, id: stranger })).rejects.toEqual(kind('not-found'));
    expect(await use(made.token)).toBeDefined();
    await disableMachine(deps, await as(admin), off);
    expect(await seen(admin)).toMatchObject([{ disabled: true, tokens: 0, nextEnd: null }]);
    await disableMachine(deps, await as(admin), { ...off, disabled: false, reason: '' });
    expect(await use(made.token)).toBeUndefined();
  });

  it('of a team is looked after by who could give what the team and the machine hold', async () => {
    await prisma.team.create({
      data: { name: 'shop', grants: { create: { role: 'viewer', scope: named('one'), grantedBy: 'x' } } },
    });
    const [admin, stranger] = [await person('Ada', 'admin', named('one')), await person('Ben', 'admin', named('two'))];
    const robot = await createService(deps, await as(admin), { name: 'shop robot', team: 'shop' });
    await prisma.accessGrant.create({
      data: { personId: robot, role: 'viewer', scope: named('one'), grantedBy: 'x' },
    });
    const { token, id } = await createTokenFor(deps, await as(admin), { ...wanted, person: robot });
    expect(await use(token)).toMatchObject({ id: robot, name: 'shop robot', rights: [{ role: 'viewer' }] });
    const refused = { ...wanted, person: robot };
    await expect(createTokenFor(deps, await as(stranger), refused)).rejects.toEqual(kind('forbidden'));
    await expect(endToken(deps, await as(stranger), { person: robot, id })).rejects.toEqual(kind('forbidden'));
    await expect(listTokens(deps, (await as(stranger)).actor, root)).rejects.toEqual(kind('not-found'));
    await prisma.accessGrant.create({
      data: { personId: robot, role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' },
    });
    await expect(createTokenFor(deps, await as(admin), refused)).rejects.toEqual(kind('forbidden'));
    await endToken(deps, await as(admin), { person: robot, id });
    expect(await use(token)).toBeUndefined();
  });

  it('of the fleet belongs to who administers the fleet, and goes with its team when it has one', async () => {
    const admin = await person('Ada', 'admin', named('one'));
    const own = { name: 'robot', team: null };
    await expect(createService(deps, await as(admin), own)).rejects.toEqual(kind('forbidden'));
    await createService(deps, await as(root), own);
    await prisma.team.create({ data: { name: 'shop' } });
    await createService(deps, await as(root), { name: 'other', team: 'shop' });
    await prisma.team.deleteMany();
    expect(await prisma.person.count({ where: { kind: 'service' } })).toBe(1);
    const notMine = { ...wanted, person: admin };
    await expect(createTokenFor(deps, await as(root), notMine)).rejects.toEqual(kind('not-found'));
  });
});
