import { EVERYWHERE } from '~/server/teams/model/grant';
import type { Invited, PersonRow } from '~/server/teams/model/person';
import { ask, call, findHub } from './hub';

export const ADMINISTRATOR_HELP = `portolan administrator LOGIN
  For when nobody can sign in who administers the fleet. On the hub's own machine: gives LOGIN the whole fleet, makes
  the person when there is none, and prints a link, good once and for a day, by which they choose a password.`;

/** Lets someone in as a fleet admin; whoever can read the hub's data folder owns the hub anyway. */
export async function administrator([login, ...more]: string[]): Promise<void> {
  if (login === undefined || more.length > 0) throw new Error(`say who: ${ADMINISTRATOR_HELP}`);
  const hub = findHub();
  const known = (await ask<PersonRow[]>(hub, 'teams.accounts', undefined)).find((person) => person.login === login);
  if (known?.disabled) await call(hub, 'teams.setDisabled', { id: known.id, disabled: false, reason: REASON });
  const { id, token, expiresAt } = known
    ? await call<Invited>(hub, 'teams.reinvite', { id: known.id })
    : await call<Invited>(hub, 'teams.invite', { name: login, login });
  const subject = { to: 'person', id } as const;
  await call(hub, 'teams.grant', { subject, role: 'fleet-admin', scope: EVERYWHERE, reason: REASON });
  console.log(`${login} administers the fleet. They choose a password at, until ${expiresAt}:`);
  console.log(`${hub.console ?? hub.server}/sign-in#token=${token}`);
}

const REASON = 'portolan administrator, on the machine of the hub';
