import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from './model/actor';
import type { NewSession, PeopleStore } from './ports';
import { newToken, tokenHash } from './tokens';

export type SessionDeps = { people: PeopleStore; clock: Clock };

const HOUR = 3_600_000;
export const SESSION_HOURS = 12;
const IDLE_HOURS = 4;
const LINK_HOURS = 24;
const LOCAL_DAYS = 365;

const after = (clock: Clock, hours: number) => new Date(clock.now().getTime() + hours * HOUR);

function newSession(clock: Clock, token: string, hours: number): NewSession {
  const now = clock.now();
  return { tokenHash: tokenHash(token), createdAt: now, lastSeenAt: now, expiresAt: after(clock, hours) };
}

/** The token of a fresh one-time link, or undefined once an administrator exists. */
export async function issueSignInLink({ people, clock }: SessionDeps): Promise<string | undefined> {
  if (await people.hasAdministrator()) return undefined;
  const token = newToken('link');
  await people.replaceLink(tokenHash(token), after(clock, LINK_HOURS));
  return token;
}

/** Uses the link up and signs its holder in as the first administrator. */
export async function signInWithLink(
  { people, clock }: SessionDeps,
  token: string,
): Promise<{ session: string; person: PersonActor }> {
  const session = newToken('session');
  const opened = newSession(clock, session, SESSION_HOURS);
  const person = await people.consumeLink(tokenHash(token), opened, clock.now());
  if (!person) throw new DomainError({ kind: 'unauthenticated' });
  return { session, person };
}

/** Who presents this session token; undefined when it is unknown, expired, idle for too long or its person is disabled. */
export async function authenticate({ people, clock }: SessionDeps, token: string): Promise<PersonActor | undefined> {
  const now = clock.now();
  return people.findSession(tokenHash(token), now, new Date(now.getTime() - IDLE_HOURS * HOUR));
}

export async function signOut({ people }: SessionDeps, token: string): Promise<void> {
  await people.closeSession(tokenHash(token));
}

/** A token for the command line on this machine; only its file's owner can read it. */
export async function issueLocalToken({ people, clock }: SessionDeps): Promise<string> {
  const token = newToken('local');
  await people.openSession('local operator', newSession(clock, token, 24 * LOCAL_DAYS));
  return token;
}
