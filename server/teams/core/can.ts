import { type Action, type Actor, READS, type Role } from '../model';

const EVERYONE: readonly Action[] = ['teams.me', 'teams.signOut', 'live.changes'];
const OF_ROLE: Record<Role, (action: Action) => boolean> = {
  'fleet-admin': () => true,
  viewer: (action) => EVERYONE.includes(action) || (READS as readonly Action[]).includes(action),
};

/** Whether someone may do something; what the server enforces and what a button asks. */
export function can(actor: Actor, action: Action): boolean {
  return actor.kind === 'system' || OF_ROLE[actor.role](action);
}
