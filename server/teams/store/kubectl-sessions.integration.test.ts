import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { beginDevice } from '../begin-device';
import { decideDevice, lookAtDevice } from '../decide-device';
import { disablePerson } from '../disable-person';
import { endSessions, listSessions } from '../end-sessions';
import type { PersonActor } from '../model/actor';
import { EVERYWHERE } from '../model/grant';
import { authenticateKubectl, endKubectl, renewKubectl } from '../renew-kubectl';
import { authenticate } from '../sessions';
import { type KubectlGrant, signInDevice } from '../sign-in-device';
import { accountDeps } from '../testing/account-deps';
import { readRights } from './rights';

const { database } = await testDatabase();
const { prisma } = database;
const time = { now: new Date() };
const deps = accountDeps(database, time);
const MACHINE = { machine: 'ada-laptop', address: '192.0.2.7' };
const PLACE = { address: '192.0.2.7', agent: 'kubectl-portolan/1 (Linux)' };
const later = (seconds: number) => {
  time.now = new Date(time.now.getTime() + seconds * 1000);
};

let ada: PersonActor;
beforeEach(async () => {
  await prisma.deviceCode.deleteMany();
  await prisma.signInAttempt.deleteMany();
  await prisma.person.deleteMany();
  const make = (name: string) =>
    prisma.person.create({
      data: { name, grants: { create: { role: 'fleet-admin', scope: EVERYWHERE, grantedBy: 'x' } } },
    });
  await make('Root');
  const { id } = await make('Ada');
  const from = { address: PLACE.address, agent: 'a browser' };
  ada = { kind: 'person', id, name: 'Ada', rights: await readRights(prisma, id, time.now), session: 'one', from };
});

const decide = (code: string, allow = true, actor = ada) =>
  decideDevice(deps, { actor, requestId: 'r' }, { code, allow });
const poll = (code: string) => signInDevice(deps, code, PLACE, 'r');
const who = (access: string, isOpen = false) => authenticateKubectl(deps, access, isOpen);
const renew = (refresh: string) => renewKubectl(deps, refresh, 'r');

async function signedIn(): Promise<KubectlGrant> {
  const { userCode, deviceCode } = await beginDevice(deps, MACHINE);
  await decide(userCode);
  const answer = await poll(deviceCode);
  if (answer.state !== 'signed-in') throw new Error(answer.state);
  return answer.grant;
}
async function told(action: string): Promise<unknown[]> {
  return (await prisma.auditEntry.findMany({ where: { action }, orderBy: { seq: 'desc' }, take: 1 })).map(
    ({ body }) => body,
  );
}

describe('a machine that waits', () => {
  it('comes in once, as who confirmed its code, with their rights and no session of the console', async () => {
    const { userCode, deviceCode } = await beginDevice(deps, MACHINE);
    expect(await poll(deviceCode)).toEqual({ state: 'pending' });
    const seen = await lookAtDevice(deps, ada, userCode.toLowerCase().replace('-', ' '));
    expect(seen).toMatchObject({ state: 'waiting', code: userCode, ...MACHINE, isNear: true });
    const away = { ...ada, from: { address: '198.51.100.7', agent: 'a browser' } };
    expect(await lookAtDevice(deps, away, userCode)).toMatchObject({ isNear: false });
    expect(await decide(userCode)).toEqual({ state: 'decided', machine: MACHINE.machine });
    const answers = await Promise.all([poll(deviceCode), poll(deviceCode)]);
    expect(answers.map(({ state }) => state).toSorted()).toEqual(['signed-in', 'unknown']);
    expect(await poll(deviceCode)).toEqual({ state: 'unknown' });
    const [grant] = answers.flatMap((answer) => (answer.state === 'signed-in' ? [answer.grant] : []));
    const found = await who(grant?.access ?? '');
    expect(found).toMatchObject({ id: ada.id, rights: ada.rights, kubectl: { machine: MACHINE.machine } });
    expect(found?.session).toBeUndefined();
    const text = JSON.stringify(await prisma.auditEntry.findMany({ select: { body: true } }));
    for (const secret of [deviceCode, userCode, grant?.access ?? '-', grant?.refresh ?? '-'])
      expect(text).not.toContain(secret);
  });

  it('that asks too often is told so, and to wait longer each time', async () => {
    const { deviceCode } = await beginDevice(deps, MACHINE);
    const states: string[] = [];
    for (const seconds of [0, 1, 6, 15, 20]) {
      later(seconds);
      states.push((await poll(deviceCode)).state);
    }
    expect(states).toEqual(['pending', 'slow-down', 'slow-down', 'pending', 'pending']);
  });

  it('is told that it was denied, or came too late; and such a code decides nothing any more', async () => {
    const [denied, late] = [await beginDevice(deps, MACHINE), await beginDevice(deps, MACHINE)];
    await decide(denied.userCode, false);
    expect(await poll(denied.deviceCode)).toEqual({ state: 'denied' });
    expect(await decide(denied.userCode)).toEqual({ state: 'unknown' });
    later(600);
    expect(await lookAtDevice(deps, ada, late.userCode)).toEqual({ state: 'unknown' });
    expect(await decide(late.userCode)).toEqual({ state: 'unknown' });
    expect(await poll(late.deviceCode)).toEqual({ state: 'expired' });
    expect(await told('teams.decideDevice')).toMatchObject([{ target: MACHINE }]);
  });

  it('does not come in by who is disabled, or signs out everywhere, before it asks', async () => {
    const [first, second] = [await beginDevice(deps, MACHINE), await beginDevice(deps, MACHINE)];
    const [root] = await prisma.person.findMany({ where: { name: 'Root' } });
    const request = { actor: { ...ada, id: root?.id ?? '' }, requestId: 'r' };
    await decide(first.userCode);
    await endSessions(deps, request, { person: ada.id });
    expect(await poll(first.deviceCode)).toEqual({ state: 'unknown' });
    await decide(second.userCode);
    await disablePerson(deps, request, { id: ada.id, disabled: true, reason: 'gone' });
    expect((await poll(second.deviceCode)).state).toBe('unknown');
  });

  it('is found by nobody who guesses: after ten wrong codes each try waits, in the right one’s way too', async () => {
    const { userCode } = await beginDevice(deps, MACHINE);
    for (let tries = 0; tries < 10; tries++)
      expect(await lookAtDevice(deps, ada, `BCDF-GHJ${'BCDFGHJKLM'[tries]}`)).toEqual({ state: 'unknown' });
    expect(await lookAtDevice(deps, ada, userCode)).toMatchObject({ state: 'too-many' });
    expect(await decide(userCode)).toMatchObject({ state: 'too-many' });
    later(2);
    expect(await lookAtDevice(deps, ada, userCode)).toMatchObject({ state: 'waiting' });
  });

  it('is not confirmed by a token, however much it may', async () => {
    const { userCode } = await beginDevice(deps, MACHINE);
    const { session: _session, ...token } = ada;
    await expect(decide(userCode, true, token)).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
  });
});

describe('a session of kubectl', () => {
  it('is renewed by another credential each time; the one before leads to the same for a moment', async () => {
    const first = await signedIn();
    const [one, other] = await Promise.all([renew(first.refresh), renew(first.refresh)]);
    expect(other?.refresh).toBe(one?.refresh);
    expect(one?.refresh).not.toBe(first.refresh);
    for (const { access } of [first, one, other] as KubectlGrant[])
      expect(await who(access)).toMatchObject({ id: ada.id });
    expect(await renew(one?.refresh ?? '')).toBeDefined();
  });

  it('ends when a used credential is shown again later, with all that it was given, and that is on record', async () => {
    const first = await signedIn();
    const next = await renew(first.refresh);
    later(31);
    expect(await renew(first.refresh)).toBeUndefined();
    expect(await who(next?.access ?? '')).toBeUndefined();
    expect(await renew(next?.refresh ?? '')).toBeUndefined();
    const why = {
      reason: expect.stringContaining('shown again'),
      target: { person: ada.id, machine: MACHINE.machine },
    };
    expect(await told('teams.endSessions')).toMatchObject([why]);
  });

  it('shows its access for ten minutes; a stream that it opened goes on as long as the session lives', async () => {
    const { access } = await signedIn();
    later(600);
    expect(await who(access)).toBeUndefined();
    expect(await who(access, true)).toMatchObject({ id: ada.id });
    await prisma.session.deleteMany({ where: { personId: ada.id } });
    expect(await who(access, true)).toBeUndefined();
  });

  it('is over after twelve hours, and after four in which nobody used it', async () => {
    let { refresh } = await signedIn();
    for (let hours = 3; hours < 12; hours += 3) {
      later(3 * 3600);
      refresh = (await renew(refresh))?.refresh ?? '';
      expect(refresh).not.toBe('');
    }
    later(3 * 3600 - 300);
    const last = await renew(refresh);
    // access ends with its session
    expect(last?.expiresAt.getTime()).toBe(time.now.getTime() + 300_000);
    later(300);
    expect(await renew(last?.refresh ?? '')).toBeUndefined();
    const idle = await signedIn();
    later(4 * 3600);
    expect(await renew(idle.refresh)).toBeUndefined();
  });

  it('is listed with its machine beside the others, and ended from there at once', async () => {
    const { access, refresh } = await signedIn();
    const [row] = await listSessions(deps, ada.id);
    expect(row).toMatchObject({ by: 'kubectl', machine: MACHINE.machine, address: PLACE.address, current: false });
    await endSessions(deps, { actor: ada, requestId: 'r' }, { person: ada.id, session: row?.id });
    expect(await who(access)).toBeUndefined();
    expect(await renew(refresh)).toBeUndefined();
  });

  it('ends with the person’s other sessions, and by who signs out on the machine', async () => {
    const [disabled, gone] = [await signedIn(), await signedIn()];
    await endKubectl(deps, gone.refresh, 'r');
    expect(await who(gone.access)).toBeUndefined();
    expect(await who(disabled.access)).toBeDefined();
    await deps.accounts.setDisabled(ada.id, true);
    await deps.accounts.setDisabled(ada.id, false);
    expect(await who(disabled.access)).toBeUndefined();
    expect(await renew(disabled.refresh)).toBeUndefined();
  });

  it('opens no session of the console by anything that it holds', async () => {
    const { access, refresh } = await signedIn();
    for (const token of [access, refresh, refresh.slice(17, 60), refresh.slice(60)])
      expect(await authenticate({ people: deps.people, clock: deps.clock }, token)).toBeUndefined();
  });
});
