import { describe, expect, it } from 'vitest';
import { testDatabase } from '~/server/db/testing/test-database';
import { holdsEverywhere } from '../model/can';
import { authenticate, authenticateAndRotate, issueSignInLink, signInWithLink, signOut } from '../sessions';
import { postgresPeople } from './people';

const { database } = await testDatabase();
const time = { now: new Date('2026-11-23T12:00:00Z') };
const deps = { people: postgresPeople(database), clock: { now: () => time.now, monotonic: () => 0 } };
const hours = (count: number) => {
  time.now = new Date(time.now.getTime() + count * 3_600_000);
};

describe('the first administrator', () => {
  it('signs in with the newest link alone, and once, however many try', async () => {
    const replaced = (await issueSignInLink(deps)) ?? '';
    const link = (await issueSignInLink(deps)) ?? '';
    await expect(signInWithLink(deps, replaced)).rejects.toThrow();
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => signInWithLink(deps, link)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await issueSignInLink(deps)).toBeUndefined();
    expect(await database.prisma.person.count()).toBe(1);
  });

  it('stays signed in until idle for four hours, twelve hours in all, or signed out', async () => {
    const person = await deps.people.openSession('x', {
      tokenHash: new Uint8Array(32),
      createdAt: time.now,
      lastSeenAt: time.now,
      expiresAt: new Date('2027-01-01'),
      ...{ by: 'local', address: '', agent: '' },
    });
    expect(holdsEverywhere(person.rights, 'clusters.register')).toBe(true);
    await database.prisma.person.deleteMany();
    const { session } = await signInWithLink(deps, (await issueSignInLink(deps)) ?? '');
    expect(await authenticate(deps, session)).toMatchObject({ rights: [{ role: 'fleet-admin' }] });
    hours(3);
    expect(await authenticate(deps, session)).toBeDefined();
    hours(5);
    expect(await authenticate(deps, session)).toBeUndefined();
  });

  it('is out at once when signed out or disabled', async () => {
    await database.prisma.person.deleteMany();
    const { session } = await signInWithLink(deps, (await issueSignInLink(deps)) ?? '');
    await database.prisma.person.updateMany({ data: { disabledAt: new Date() } });
    expect(await authenticate(deps, session)).toBeUndefined();
    await database.prisma.person.updateMany({ data: { disabledAt: null } });
    await signOut(deps, session);
    expect(await authenticate(deps, session)).toBeUndefined();
    expect(await authenticate(deps, `${session}x`)).toBeUndefined();
  });
});

describe('a session', () => {
  const rotate = (token: string) => authenticateAndRotate(deps, token);

  it('gets another token when the rights of its person change, once, and the old one works a minute more', async () => {
    await database.prisma.person.deleteMany();
    const { session, person } = await signInWithLink(deps, (await issueSignInLink(deps)) ?? '');
    expect(await rotate(session)).toMatchObject({ person: { id: person.id } });
    expect((await rotate(session))?.rotated).toBeUndefined();
    const grant = { personId: person.id, role: 'viewer', scope: person.rights[0]?.scope ?? {}, grantedBy: 'x' };
    await database.prisma.accessGrant.create({ data: grant });
    const tries = await Promise.all([rotate(session), rotate(session), rotate(session)]);
    const [rotated] = tries.flatMap((each) => each?.rotated ?? []);
    expect(tries.filter((each) => each?.rotated)).toHaveLength(1);
    expect(tries.every((each) => each?.person.id === person.id)).toBe(true);
    expect((await rotate(rotated ?? ''))?.rotated).toBeUndefined();
    const [before, after] = [await authenticate(deps, session), await authenticate(deps, rotated ?? '')];
    expect(before?.session).toBe(after?.session);
    time.now = new Date(time.now.getTime() + 60_001);
    expect(await authenticate(deps, session)).toBeUndefined();
    expect(await authenticate(deps, rotated ?? '')).toMatchObject({ id: person.id });
    await signOut(deps, rotated ?? '');
    expect(await authenticate(deps, rotated ?? '')).toBeUndefined();
  });
});
