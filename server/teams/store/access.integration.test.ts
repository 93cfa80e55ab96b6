import { beforeEach, describe, expect, it } from 'vitest';
import { testTrail } from '~/server/audit/testing/test-trail';
import { testDatabase } from '~/server/db/testing/test-database';
import { decideRequest } from '../decide-request';
import { removeRole, saveRole } from '../edit-role';
import { addMember, removeMember, removeTeam, saveTeam } from '../edit-team';
import type { TeamDeps, TeamRequest } from '../give';
import { grantAccess } from '../grant-access';
import { listGrants, listTeams, readTeam } from '../list-teams';
import type { PersonActor } from '../model/actor';
import { EVERYWHERE, type GrantScope } from '../model/grant';
import { listRequests, requestAccess } from '../request-access';
import { revokeAccess } from '../revoke-access';
import { decidersOf } from './deciders';
import { postgresGrants } from './grants';
import { postgresRequests } from './requests';
import { readRights } from './rights';
import { postgresTeams } from './teams';

const { database } = await testDatabase();
const { prisma } = database;
const deps: TeamDeps = {
  ...{ teams: postgresTeams(database), grants: postgresGrants(database), requests: postgresRequests(database) },
  ...{ audit: testTrail(database).audit, clock: { now: () => new Date(), monotonic: () => 0 } },
};
const ONE: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['one'] } };
const TWO: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['two'] } };

/** Someone as the hub knows them now. */
async function as(id: string): Promise<TeamRequest & { actor: PersonActor }> {
  const { name } = await prisma.person.findUniqueOrThrow({ where: { id } });
  const rights = await readRights(prisma, id, new Date());
  return { actor: { kind: 'person', id, name, rights, session: 'one' }, requestId: 'r' };
}
const newPerson = async (name: string) => (await prisma.person.create({ data: { name } })).id;
const held = async (id: string) => (await as(id)).actor.rights.map(({ role, team }) => `${role} ${team ?? 'own'}`);
const to = (id: string) => ({ to: 'person', id }) as const;
const given = { hours: null, reason: '' };

let root = '';
let admin = '';
let ben = '';
beforeEach(async () => {
  await prisma.person.deleteMany();
  await prisma.team.deleteMany();
  await prisma.customRole.deleteMany();
  root = await newPerson('Root');
  await deps.grants.add({
    subject: to(root),
    role: 'fleet-admin',
    scope: EVERYWHERE,
    reason: '',
    grantedBy: 'x',
    expiresAt: null,
  });
  [admin, ben] = [await newPerson('Ada'), await newPerson('Ben')];
  await grantAccess(deps, await as(root), { ...given, subject: to(admin), role: 'admin', scope: ONE });
});

it('what has ended by itself is neither listed nor counted, and frees its role', async () => {
  await saveTeam(deps, await as(root), { name: 'shop', description: '' });
  await saveRole(deps, await as(root), { name: 'on-call', description: '', actions: ['objects.act'] });
  const grant = {
    subject: { to: 'team', name: 'shop' },
    role: 'on-call',
    scope: ONE,
    reason: '',
    grantedBy: 'x',
  } as const;
  const [soon, past] = [new Date(Date.now() + 60_000), new Date(Date.now() - 1_000)];
  await deps.grants.add({ ...grant, expiresAt: past });
  await deps.teams.addMember('shop', ben);
  const counted = async () => (await listTeams(deps, (await as(root)).actor)).map(({ grants }) => grants);
  const team = async () => readTeam(deps, (await as(ben)).actor, 'shop');
  expect(await team()).toMatchObject({ held: [], grants: 0 });
  expect(await counted()).toEqual([0]);
  expect(await deps.grants.of(ben)).toEqual([]);
  await deps.grants.add({ ...grant, expiresAt: soon });
  expect(await team()).toMatchObject({ held: [{ role: 'on-call' }], grants: 1 });
  expect(await deps.grants.of(ben)).toMatchObject([{ team: 'shop', expiresAt: soon.toISOString() }]);
  await expect(removeRole(deps, await as(root), { name: 'on-call' })).rejects.toMatchObject({
    failure: { kind: 'conflict', detail: '1 grants give it' },
  });
});

describe('giving', () => {
  it('reaches no further than the giver', async () => {
    await grantAccess(deps, await as(admin), { ...given, subject: to(ben), role: 'editor', scope: ONE });
    expect(await held(ben)).toEqual(['editor own']);
    const tooFar = { ...given, subject: to(ben), role: 'editor', scope: TWO };
    await expect(grantAccess(deps, await as(admin), tooFar)).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    const tooMuch = { ...given, subject: to(ben), role: 'fleet-admin', scope: ONE };
    await expect(grantAccess(deps, await as(admin), tooMuch)).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    await expect(grantAccess(deps, await as(ben), { ...tooFar, scope: ONE })).rejects.toMatchObject({
      failure: { kind: 'forbidden', action: 'teams.grant' },
    });
    expect(await held(ben)).toEqual(['editor own']);
  });

  it('to a team that is gone, or of a role that is none, changes nothing and stands on record', async () => {
    const gone = { ...given, subject: { to: 'team', name: 'gone' } as const, role: 'viewer', scope: ONE };
    await expect(grantAccess(deps, await as(root), gone)).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    const none = { ...given, subject: to(ben), role: 'emperor', scope: ONE };
    await expect(grantAccess(deps, await as(root), none)).rejects.toMatchObject({
      failure: { kind: 'not-found', what: 'role' },
    });
    const intents = await prisma.auditEntry.findMany({ where: { action: 'teams.grant' }, select: { id: true } });
    const settled = { intent: { in: intents.map(({ id }) => id) }, outcome: 'refused' };
    expect(await prisma.auditEntry.count({ where: settled })).toBeGreaterThanOrEqual(2);
  });

  it('for a time ends by itself', async () => {
    await grantAccess(deps, await as(root), { ...given, subject: to(ben), role: 'viewer', scope: ONE, hours: 1 });
    const later = new Date(Date.now() + 3_600_001);
    expect(await readRights(prisma, ben, new Date())).toHaveLength(1);
    expect(await readRights(prisma, ben, later)).toEqual([]);
  });
});

describe('taking back', () => {
  it('is for those who may revoke on the whole scope', async () => {
    await grantAccess(deps, await as(root), { ...given, subject: to(ben), role: 'viewer', scope: EVERYWHERE });
    const [grant] = (await listGrants(deps, (await as(root)).actor)).filter(({ person }) => person?.id === ben);
    const what = { id: grant?.id ?? '', reason: '' };
    await expect(revokeAccess(deps, await as(admin), what)).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    await revokeAccess(deps, await as(root), what);
    expect(await held(ben)).toEqual([]);
  });

  it('leaves someone who administers the fleet, also when two are taken back at once', async () => {
    const second = await newPerson('Second');
    await grantAccess(deps, await as(root), { ...given, subject: to(second), role: 'fleet-admin', scope: EVERYWHERE });
    const request = await as(root);
    const both = (await listGrants(deps, request.actor)).filter(({ role }) => role === 'fleet-admin');
    const tries = await Promise.allSettled(both.map(({ id }) => revokeAccess(deps, request, { id, reason: '' })));
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('teams', () => {
  it('hold grants for their people, who lose them with the team or by leaving', async () => {
    await saveTeam(deps, await as(root), { name: 'shop', description: '' });
    await grantAccess(deps, await as(root), {
      ...given,
      subject: { to: 'team', name: 'shop' },
      role: 'viewer',
      scope: ONE,
    });
    await addMember(deps, await as(admin), { team: 'shop', person: ben });
    expect(await held(ben)).toEqual(['viewer shop']);
    expect((await listTeams(deps, (await as(ben)).actor)).map(({ name }) => name)).toEqual(['shop']);
    expect(await listTeams(deps, (await as(admin)).actor)).toEqual([]);
    await expect(readTeam(deps, (await as(admin)).actor, 'shop')).rejects.toMatchObject({
      failure: { kind: 'not-found' },
    });
    await removeMember(deps, await as(admin), { team: 'shop', person: ben });
    expect(await held(ben)).toEqual([]);
    await addMember(deps, await as(admin), { team: 'shop', person: ben });
    await removeTeam(deps, await as(root), { name: 'shop' });
    expect(await held(ben)).toEqual([]);
  });

  it('take in nobody through someone who could not give what they hold', async () => {
    await saveTeam(deps, await as(root), { name: 'two', description: '' });
    await grantAccess(deps, await as(root), {
      ...given,
      subject: { to: 'team', name: 'two' },
      role: 'viewer',
      scope: TWO,
    });
    await expect(addMember(deps, await as(admin), { team: 'two', person: admin })).rejects.toMatchObject({
      failure: { kind: 'forbidden' },
    });
    expect(await held(admin)).toEqual(['admin own']);
  });
});

describe("roles of one's own", () => {
  it('hold at once what they now say, and stay while someone has them', async () => {
    const role = { name: 'restarter', description: '', actions: ['objects.list', 'objects.act'] as const };
    await saveRole(deps, await as(root), { ...role, actions: [...role.actions] });
    await grantAccess(deps, await as(root), { ...given, subject: to(ben), role: 'restarter', scope: ONE });
    expect((await as(ben)).actor.rights[0]?.actions).toEqual(['objects.list', 'objects.act']);
    await saveRole(deps, await as(root), { ...role, actions: ['objects.list'] });
    expect((await as(ben)).actor.rights[0]?.actions).toEqual(['objects.list']);
    await expect(removeRole(deps, await as(root), { name: 'restarter' })).rejects.toMatchObject({
      failure: { kind: 'conflict' },
    });
    await expect(saveRole(deps, await as(root), { ...role, name: 'viewer', actions: [] })).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    });
  });
});

describe('whom to ask for more', () => {
  it('names the admins of one’s own teams before those of the fleet, and neither oneself nor who is out', async () => {
    const [ada, bob, eve, gone] = await Promise.all(['Ada', 'Bob', 'Eve', 'Gone'].map(newPerson));
    const names = (id = '') => decidersOf(database)(id);
    await prisma.team.create({
      data: { name: 'crew', members: { create: [{ personId: ada ?? '' }, { personId: bob ?? '' }] } },
    });
    const give = (personId: string | undefined, role: string, expiresAt: Date | null = null) =>
      prisma.accessGrant.create({ data: { personId: personId ?? '', role, scope: ONE, grantedBy: 'x', expiresAt } });
    await give(bob, 'admin');
    await give(eve, 'admin');
    await give(gone, 'fleet-admin');
    await prisma.person.update({ where: { id: gone ?? '' }, data: { disabledAt: new Date() } });
    expect((await names(ada))[0]).toBe('Bob');
    expect(await names(ada)).not.toContain('Eve');
    expect(await names(ada)).not.toContain('Gone');
    expect(await names(bob)).not.toContain('Bob');
    await prisma.accessGrant.updateMany({ where: { personId: bob ?? '' }, data: { expiresAt: new Date(0) } });
    expect(await names(ada)).not.toContain('Bob');
  });
});

describe('asking for access', () => {
  const wanted = { role: 'editor', scope: ONE, hours: 2, reason: 'the checkout is down' };

  it('is decided by someone else who holds it, once', async () => {
    const id = await requestAccess(deps, await as(ben), wanted);
    expect(await listRequests(deps, (await as(ben)).actor)).toMatchObject([
      { mine: true, decidable: false, state: 'waiting' },
    ]);
    expect(await listRequests(deps, (await as(admin)).actor)).toMatchObject([{ mine: false, decidable: true }]);
    const decision = { id, grant: true, said: 'go' };
    await expect(decideRequest(deps, await as(ben), decision)).rejects.toMatchObject({
      failure: { kind: 'not-found' },
    });
    const request = await as(admin);
    const tries = await Promise.allSettled([1, 2].map(() => decideRequest(deps, request, decision)));
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await held(ben)).toEqual(['editor own']);
    const end = (await as(ben)).actor.rights[0]?.expiresAt ?? '';
    expect(Date.parse(end) - Date.now()).toBeGreaterThan(7_190_000);
  });

  it('is not decided by who asks, nor by who holds less', async () => {
    const own = await requestAccess(deps, await as(admin), wanted);
    const far = await requestAccess(deps, await as(ben), { ...wanted, scope: TWO });
    for (const id of [own, far])
      await expect(decideRequest(deps, await as(admin), { id, grant: true, said: '' })).rejects.toMatchObject({
        failure: { kind: 'not-found' },
      });
    await decideRequest(deps, await as(root), { id: far, grant: false, said: 'not now' });
    expect(await held(ben)).toEqual([]);
  });
});
