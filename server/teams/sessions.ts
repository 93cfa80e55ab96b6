import crypto from 'node:crypto';
import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import type { PersonActor } from './model/actor';
import type { SignInPlace } from './model/person';
import type { Rights } from './model/rights';
import type { NewSession, PeopleStore } from './ports';
import { newToken, tokenHash } from './tokens';

export type SessionDeps = { people: PeopleStore; clock: Clock };

const HOUR = 3_600_000;
export const SESSION_HOURS = 12;
const IDLE_HOURS = 4;
const NOWHERE: SignInPlace = { address: '', agent: '' };
const LINK_HOURS = 24;
const LOCAL_DAYS = 365;
const GRACE_MS = 60_000;

const after = (clock: Clock, hours: number) => new Date(clock.now().getTime() + hours * HOUR);

/** What is kept of a session that begins now. */
export function newSession(
  clock: Clock,
  { token, by, place, hours = SESSION_HOURS }: { token: string; by: string; place: SignInPlace; hours?: number },
): NewSession {
  const now = clock.now();
  const times = { createdAt: now, lastSeenAt: now, expiresAt: after(clock, hours) };
  return { tokenHash: tokenHash(token), ...times, by, address: place.address, agent: place.agent };
}

/** Sessions that were last used before this moment are over. */
export const idleSince = (clock: Clock): Date => after(clock, -IDLE_HOURS);

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
  place: SignInPlace = NOWHERE,
): Promise<{ session: string; person: PersonActor }> {
  const session = newToken('session');
  const opened = newSession(clock, { token: session, by: 'link', place });
  const person = await people.consumeLink(tokenHash(token), opened, clock.now());
  if (!person) throw new DomainError({ kind: 'unauthenticated' });
  return { session, person };
}

/** Who presents this session token; undefined when it is unknown, expired, idle for too long or its person is disabled. */
export async function authenticate({ people, clock }: SessionDeps, token: string): Promise<PersonActor | undefined> {
  return (await people.findSession(tokenHash(token), clock.now(), idleSince(clock)))?.person;
}

/**
 * Like `authenticate`, and gives the session another token when its person's rights are others than when this one was made:
 * what was stolen under small rights is worth nothing under great ones. The old token works a moment more, for what is
 * under way. Only for who carries the answer's cookie home.
 */
export async function authenticateAndRotate(
  { people, clock }: SessionDeps,
  token: string,
): Promise<{ person: PersonActor; rotated?: string } | undefined> {
  const digest = tokenHash(token);
  const found = await people.findSession(digest, clock.now(), idleSince(clock));
  if (!found) return undefined;
  const { person } = found;
  const rightsPrint = printOf(person.rights);
  if (found.isOld || found.rightsPrint === rightsPrint) return { person };
  if (found.rightsPrint === null) {
    await people.printSession(digest, rightsPrint);
    return { person };
  }
  const rotated = newToken('session');
  const graceUntil = new Date(clock.now().getTime() + GRACE_MS);
  const isRotated = await people.rotateSession(digest, { tokenHash: tokenHash(rotated), rightsPrint, graceUntil });
  return isRotated ? { person, rotated } : { person };
}

/** What two sets of rights are told apart by. */
export const printOf = (rights: Rights) => crypto.createHash('sha256').update(JSON.stringify(rights)).digest('hex');

export async function signOut({ people }: SessionDeps, token: string): Promise<void> {
  await people.closeSession(tokenHash(token));
}

/** A token for the command line on this machine; only its file's owner can read it. */
export async function openLocalSession({
  people,
  clock,
}: SessionDeps): Promise<{ token: string; person: PersonActor }> {
  const token = newToken('local');
  const session = newSession(clock, { token, by: 'local', place: NOWHERE, hours: 24 * LOCAL_DAYS });
  return { token, person: await people.openSession('local operator', session) };
}
