import { recorded } from '~/server/audit/recorded';
import { DomainError, failureOf } from '~/server/kernel/failure';
import type { AccountDeps } from './account';
import { hashesOf, newAccessToken, newRefreshToken, newSalt, writeRefreshToken } from './kubectl-tokens';
import type { SignInPlace } from './model/person';
import type { Polled } from './ports';
import { newSession } from './sessions';
import { newToken, tokenHash } from './tokens';

export const ACCESS_MS = 600_000;

/** What a machine holds from here on: access for some minutes, and what renews it, once. */
export type KubectlGrant = { access: string; expiresAt: Date; refresh: string };
export type DeviceAnswer =
  | { state: Exclude<Polled['answer'], 'confirmed'> }
  | { state: 'signed-in'; grant: KubectlGrant };

type Deps = Pick<AccountDeps, 'devices' | 'kubectl' | 'people' | 'audit' | 'clock'>;

/** Answers a machine that asks whether it was confirmed; the first time that it was, with a session of its person. */
export async function signInDevice(
  deps: Deps,
  deviceCode: string,
  place: SignInPlace,
  requestId: string,
): Promise<DeviceAnswer> {
  const deviceHash = tokenHash(deviceCode);
  const polled = await deps.devices.poll(deviceHash, deps.clock.now());
  if (polled.answer !== 'confirmed') return { state: polled.answer };
  const { personId, machine } = polled;
  // who was disabled since they confirmed lets nothing in
  const person = await deps.people.find(personId, deps.clock.now());
  if (!person) return { state: 'denied' };
  const target = { person: personId, name: person.name, address: place.address, machine };
  const actor = { kind: 'system' as const, name: 'sign-in' };
  const open = () => openKubectl(deps, deviceHash, personId, { machine, place });
  return recorded(deps.audit, { actor, action: 'teams.signIn', target, requestId }, open).then(
    (grant) => ({ state: 'signed-in', grant }),
    (error: unknown) => {
      if (failureOf(error)?.kind !== 'unauthenticated') throw error;
      return { state: 'unknown' };
    },
  );
}

async function openKubectl(
  { kubectl, clock }: Deps,
  deviceHash: Uint8Array<ArrayBuffer>,
  personId: string,
  { machine, place }: { machine: string; place: SignInPlace },
): Promise<KubectlGrant> {
  const refresh = newRefreshToken();
  const { familyHash, partHash: refreshHash } = hashesOf(refresh);
  // the row of the session bears a token that nobody holds: kubectl's own open less than a session does
  const session = newSession(clock, { token: newToken('session'), by: 'kubectl', place });
  const access = newAccessToken();
  const expiresAt = new Date(clock.now().getTime() + ACCESS_MS);
  const opened = { session, machine, familyHash, refreshHash, salt: newSalt() };
  const isOpened = await kubectl.open(deviceHash, personId, opened, { tokenHash: tokenHash(access), expiresAt });
  if (!isOpened) throw new DomainError({ kind: 'unauthenticated' });
  return { access, expiresAt, refresh: writeRefreshToken(refresh) };
}
