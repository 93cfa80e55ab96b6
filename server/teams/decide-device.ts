import { recorded } from '~/server/audit/recorded';
import { DomainError, failureOf } from '~/server/kernel/failure';
import { type AccountDeps, requireSession } from './account';
import { judgeNear } from './core/judge-near';
import { networkOf } from './core/pace-attempts';
import { readUserCode } from './core/user-code';
import type { TeamRequest } from './give';
import type { PersonActor } from './model/actor';
import type { DeviceDecided, DeviceLook } from './model/device';
import type { AskingDevice } from './ports';
import { tokenHash } from './tokens';

type Deps = Pick<AccountDeps, 'devices' | 'attempts' | 'audit' | 'clock'>;
type Found = { code: string; userHash: Uint8Array<ArrayBuffer>; device: AskingDevice };
type NotFound = { state: 'unknown' } | { state: 'too-many'; retryAfterSeconds: number };

/** Who asks with a code to come in as the person who has typed it. Whoever guesses waits ever longer. */
export async function lookAtDevice(deps: Deps, actor: PersonActor, typed: string): Promise<DeviceLook> {
  const found = await find(deps, actor, typed);
  if ('state' in found) return found;
  const { machine, address, createdAt, expiresAt } = found.device;
  const isNear = judgeNear(address, actor.from?.address ?? '');
  const times = { askedAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { state: 'waiting', code: found.code, machine, address, isNear, ...times };
}

/** Lets a machine in as oneself, or not. A token confirms nothing: what it let in would outlive it. */
export async function decideDevice(
  deps: Deps,
  request: TeamRequest,
  { code, allow }: { code: string; allow: boolean },
): Promise<DeviceDecided> {
  requireSession(request.actor);
  const found = await find(deps, request.actor, code);
  if ('state' in found) return found;
  const { machine, address } = found.device;
  const state = allow ? 'confirmed' : 'denied';
  const target = { person: request.actor.id, machine, address };
  const decide = async () => {
    if (await deps.devices.decide(found.userHash, { state, personId: request.actor.id }, deps.clock.now())) return;
    throw new DomainError({ kind: 'not-found', what: 'device', name: machine });
  };
  const intent = { ...request, action: 'teams.decideDevice', target, after: { state } };
  return recorded(deps.audit, intent, decide).then(
    () => ({ state: 'decided', machine }),
    (error: unknown) => {
      if (failureOf(error)?.kind !== 'not-found') throw error;
      return { state: 'unknown' };
    },
  );
}

/** Counts of codes are kept apart from those of sign-ins: who mistypes one is not slowed in coming in. */
async function find({ devices, attempts, clock }: Deps, actor: PersonActor, typed: string): Promise<Found | NotFound> {
  const [account, network] = [`device ${actor.id}`, `device ${networkOf(actor.from?.address ?? '')}`];
  const wait = await attempts.take(account, network, clock.now());
  if (wait > 0) return { state: 'too-many', retryAfterSeconds: Math.ceil(wait / 1000) };
  const code = readUserCode(typed);
  const userHash = tokenHash(code ?? '');
  const device = code === undefined ? undefined : await devices.waiting(userHash, clock.now());
  if (code === undefined || !device) return { state: 'unknown' };
  await attempts.forgive(account, network, clock.now());
  return { code, userHash, device };
}
