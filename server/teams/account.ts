import type { AuditTrail } from '~/server/audit/ports';
import type { Clock } from '~/server/kernel/clock';
import { DomainError } from '~/server/kernel/failure';
import { missingToGrant } from './core/may-grant';
import type { PersonActor } from './model/actor';
import { smallestRole } from './model/role-actions';
import type { Passwords } from './passwords';
import type {
  AccountStore,
  AttemptStore,
  DeviceStore,
  KubectlStore,
  PeopleStore,
  SessionStore,
  TokenStore,
} from './ports';

export type AccountDeps = {
  accounts: AccountStore;
  attempts: AttemptStore;
  sessions: SessionStore;
  tokens: TokenStore;
  devices: DeviceStore;
  kubectl: KubectlStore;
  people: PeopleStore;
  passwords: Passwords;
  audit: AuditTrail;
  clock: Clock;
};

/** What a token may not do for its person: it would outlive itself. Throws `forbidden`. */
export function requireSession(actor: PersonActor): asserts actor is PersonActor & { session: string } {
  if (actor.session === undefined) {
    throw new DomainError({ kind: 'forbidden', action: actor.action ?? 'teams.me', missing: 'a session of a person' });
  }
}

/** Who opens a way in as someone else could do all that they may: so only who could give all of it may. Throws `forbidden`. */
export async function requireMayBecome(
  { people, clock }: Pick<AccountDeps, 'people' | 'clock'>,
  actor: PersonActor,
  personId: string,
): Promise<void> {
  const rights = await people.rightsOf(personId, clock.now());
  const [missing] = rights.flatMap((held) => missingToGrant(actor.rights, held));
  if (missing) throw new DomainError({ kind: 'forbidden', action: missing, missing: smallestRole(missing) });
}
