import { beforeEach, describe, expect, it } from 'vitest';
import { endOfRecord, settledSince } from '~/server/audit/testing/settled-since';
import { openDatabase } from '~/server/db/client';
import { testDatabase } from '~/server/db/testing/test-database';
import { acceptInvitation } from '../accept-invitation';
import { changePassword } from '../change-password';
import { disablePerson } from '../disable-person';
import type { TeamRequest } from '../give';
import { invitePerson, reinvitePerson } from '../invite-person';
import { EVERYWHERE } from '../model/grant';
import { authenticate, issueSignInLink, signInWithLink } from '../sessions';
import { signInWithPassword } from '../sign-in';
import { accountDeps } from '../testing/account-deps';
import { ADA } from '../testing/people';

const { database, url } = await testDatabase();
const { prisma } = database;
const time = { now: new Date() };
const depsOn = (on: typeof database) => accountDeps(on, time);
const deps = depsOn(database);
const HOME = { address: '203.0.113.7', agent: 'a browser' };
const AWAY = { address: '198.51.100.9', agent: 'another' };
const GOOD = 'correct horse battery';

let root: TeamRequest;
beforeEach(async () => {
  await prisma.person.deleteMany();
  await prisma.signInAttempt.deleteMany();
  const { person } = await signInWithLink(deps, (await issueSignInLink(deps)) ?? '');
  root = { actor: { ...person, session: 'one' }, requestId: 'r' };
});

async function ada(): Promise<{ id: string; session: string }> {
  const { id, token } = await invitePerson(deps, root, { name: 'Ada Lovelace', login: 'ada' });
  return { id, session: await acceptInvitation(deps, { token, password: GOOD }, HOME, 'r') };
}
const signIn = (password = GOOD, place = HOME, login = 'ada', on = deps) =>
  signInWithPassword(on, { login, password }, place, 'r');
const kind = (failure: string) => expect.objectContaining({ failure: expect.objectContaining({ kind: failure }) });

describe('an invitation', () => {
  it('is used once, by who chooses a good password, and gives no rights', async () => {
    const { token } = await invitePerson(deps, root, { name: 'Ada', login: 'ada' });
    const accept = (password: string) => acceptInvitation(deps, { token, password }, HOME, 'r');
    await expect(accept('passwordpassword')).rejects.toEqual(kind('invalid'));
    const tries = await Promise.allSettled([accept(GOOD), accept(GOOD), accept(GOOD)]);
    const [session] = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await authenticate(deps, session ?? '')).toMatchObject({ name: 'Ada', rights: [] });
    await expect(accept(GOOD)).rejects.toEqual(kind('unauthenticated'));
  });

  it('ends after a day, and with the next one', async () => {
    const { id, token } = await invitePerson(deps, root, { name: 'Ada', login: 'ada' });
    const again = await reinvitePerson(deps, root, { id });
    await expect(acceptInvitation(deps, { token, password: GOOD }, HOME, 'r')).rejects.toEqual(kind('unauthenticated'));
    time.now = new Date(time.now.getTime() + 24 * 3_600_000);
    await expect(acceptInvitation(deps, { token: again.token, password: GOOD }, HOME, 'r')).rejects.toEqual(
      kind('unauthenticated'),
    );
  });

  it('is for a name that nobody has, and not made by a token nor over someone who holds more', async () => {
    await ada();
    await expect(invitePerson(deps, root, { name: 'Other', login: 'ada' })).rejects.toEqual(kind('conflict'));
    const { session: _, ...bySomeToken } = root.actor;
    await expect(invitePerson(deps, { ...root, actor: bySomeToken }, { name: 'B', login: 'ben' })).rejects.toEqual(
      kind('forbidden'),
    );
    const boss = await invitePerson(deps, root, { name: 'Boss', login: 'boss' });
    const grant = { personId: boss.id, role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' };
    await prisma.accessGrant.create({ data: grant });
    const [held] = ADA.rights;
    const helpdesk = { ...ADA, session: 's', rights: held ? [{ ...held, actions: ['teams.reinvite' as const] }] : [] };
    await expect(reinvitePerson(deps, { ...root, actor: helpdesk }, { id: boss.id })).rejects.toEqual(
      kind('forbidden'),
    );
  });
});

describe('signing in with a password', () => {
  it('opens a session that says how and from where', async () => {
    const { id } = await ada();
    const entered = await signIn(GOOD, AWAY, ' ADA ');
    expect(await authenticate(deps, entered.ok ? entered.value : '')).toMatchObject({ id });
    const rows = await deps.sessions.list(id, undefined, time.now, new Date(0));
    expect(rows).toContainEqual(expect.objectContaining({ by: 'password', address: AWAY.address, agent: AWAY.agent }));
  });

  it('answers the same for a wrong password, an unknown name, someone disabled or never in; all on record', async () => {
    const { id } = await ada();
    await invitePerson(deps, root, { name: 'New', login: 'new' });
    const from = await endOfRecord(database);
    const answers = [await signIn('wrong'), await signIn(GOOD, HOME, 'nobody'), await signIn(GOOD, HOME, 'new')];
    await disablePerson(deps, root, { id, disabled: true, reason: '' });
    answers.push(await signIn(), await signIn(GOOD, HOME, 'no name at all\u0000'.slice(0, 14)));
    for (const answer of answers) expect(answer).toEqual({ ok: false, reason: { code: 'wrong' } });
    const settled = await settledSince(database, 'teams.signIn', from);
    expect(settled.map(({ outcome }) => outcome)).toEqual(Array(5).fill('refused'));
    const bodies = await prisma.auditEntry.findMany({ where: { seq: { gt: from } }, select: { body: true } });
    expect(JSON.stringify(bodies)).not.toContain('nobody');
  });

  it('becomes slow for who guesses, on both replicas, and stays open for the owner at a known place', async () => {
    await ada();
    expect((await signIn()).ok).toBe(true);
    const second = openDatabase(url, 4);
    const replicas = [deps, depsOn(second)];
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        signIn(`guess ${index}`, { ...AWAY, address: `198.51.${index}.9` }, 'ada', replicas[index % 2]),
      ),
    );
    await second.close();
    const reached = tries.filter((each) => !each.ok && each.reason.code === 'wrong');
    expect(reached).toHaveLength(10);
    expect(await signIn(GOOD, AWAY)).toMatchObject({ reason: { code: 'too-many' } });
    expect(await signIn()).toMatchObject({ ok: true });
    time.now = new Date(time.now.getTime() + 1_000);
    expect(await signIn(GOOD, AWAY)).toMatchObject({ ok: true });
  });

  it('becomes slow for a network that tries many names', async () => {
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        signIn('guess', { ...AWAY, address: `198.51.100.${index}` }, `name${index}`),
      ),
    );
    expect(tries.filter((each) => !each.ok && each.reason.code === 'wrong')).toHaveLength(30);
  });
});

describe('a password', () => {
  it('is changed by who knows it, which ends the other sessions', async () => {
    const { id, session } = await ada();
    const other = await signIn();
    const actor = await authenticate(deps, session);
    const request = { actor: actor ?? root.actor, requestId: 'r' };
    const wrong = { current: 'guess', next: 'a much better one' };
    await expect(changePassword(deps, request, wrong)).rejects.toEqual(kind('invalid'));
    await expect(changePassword(deps, request, { current: GOOD, next: 'short' })).rejects.toEqual(kind('invalid'));
    await changePassword(deps, request, { current: GOOD, next: 'a much better one' });
    expect(await authenticate(deps, session)).toMatchObject({ id });
    expect(await authenticate(deps, other.ok ? other.value : '')).toBeUndefined();
    expect(await signIn()).toMatchObject({ ok: false });
    expect(await signIn('a much better one')).toMatchObject({ ok: true });
  });

  it('stands nowhere as it was typed', async () => {
    const { session } = await ada();
    await signIn('another password typed');
    const tables = ['password', 'session', 'invitation', 'sign_in_attempt', 'audit_entry', 'person'];
    for (const table of tables) {
      const { rows } = await database.pool.query(`SELECT t::text AS row FROM ${table} t`);
      const text = JSON.stringify(rows);
      for (const secret of [GOOD, 'another password typed', session]) expect(text).not.toContain(secret);
    }
  });
});

describe('who is disabled', () => {
  it('is out at once, and comes back with what they held', async () => {
    const { id, session } = await ada();
    await disablePerson(deps, root, { id, disabled: true, reason: 'left' });
    expect(await authenticate(deps, session)).toBeUndefined();
    await disablePerson(deps, root, { id, disabled: false, reason: '' });
    expect(await authenticate(deps, session)).toBeUndefined();
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('is never the last who administers the fleet, also when two are disabled at once', async () => {
    const only = { id: root.actor.id, disabled: true, reason: '' };
    await expect(disablePerson(deps, root, only)).rejects.toEqual(kind('conflict'));
    const { id } = await ada();
    const grant = { personId: id, role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' };
    await prisma.accessGrant.create({ data: grant });
    const tries = await Promise.allSettled([only, { ...only, id }].map((each) => disablePerson(deps, root, each)));
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
