import { ALL_ACTIONS } from '../model/action';
import type { PersonActor } from '../model/actor';
import { EVERYWHERE, type GrantScope } from '../model/grant';
import { type BuiltInRole, ROLE_ACTIONS } from '../model/role-actions';

/** Someone with one grant. */
export const personWith = (role: BuiltInRole, scope: GrantScope = EVERYWHERE): PersonActor => ({
  kind: 'person',
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Ada',
  rights: [{ id: 'g1', role, actions: [...ROLE_ACTIONS[role]], scope, team: null, expiresAt: null }],
});

/** Someone who may do everything everywhere. */
export const ADA: PersonActor = {
  ...personWith('fleet-admin'),
  rights: [
    { id: 'g1', role: 'fleet-admin', actions: [...ALL_ACTIONS], scope: EVERYWHERE, team: null, expiresAt: null },
  ],
};
