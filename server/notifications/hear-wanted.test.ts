import { describe, expect, it } from 'vitest';
import type { Action } from '~/server/teams/model/action';
import { EVERYWHERE, type GrantScope } from '~/server/teams/model/grant';
import type { HeldGrant } from '~/server/teams/model/rights';
import { ROLE_ACTIONS } from '~/server/teams/model/role-actions';
import { hearWanted } from './hear-wanted';
import { eventOf, lost, wanted } from './testing/events';

const ONE: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['one'] } };
const TWO: GrantScope = { ...EVERYWHERE, clusters: { by: 'name', names: ['two'] } };
const actionsOf = new Map<string, readonly Action[]>(Object.entries(ROLE_ACTIONS));
const held = (role: 'admin' | 'operator', scope: GrantScope): HeldGrant => ({
  ...{ id: role, role, actions: [...ROLE_ACTIONS[role]], scope, team: 'shop', expiresAt: null },
});

describe('hearWanted', () => {
  it.each<[string, boolean, HeldGrant[] | undefined, GrantScope, string]>([
    ['who gives there', true, [held('admin', ONE)], ONE, 'operator'],
    ['who gives everywhere', true, [held('admin', EVERYWHERE)], ONE, 'admin'],
    ['who gives elsewhere', false, [held('admin', TWO)], ONE, 'operator'],
    ['who gives a part of it', false, [held('admin', ONE)], EVERYWHERE, 'operator'],
    ['who holds less than is asked', false, [held('admin', ONE)], ONE, 'fleet-admin'],
    ['who gives nothing', false, [held('operator', EVERYWHERE)], ONE, 'viewer'],
    ['of a role that is gone', false, [held('admin', EVERYWHERE)], ONE, 'gone'],
    ['who looks after the fleet', true, undefined, ONE, 'fleet-admin'],
  ])('is for %s: %s', (_who, hears, rights, scope, role) => {
    const event = { ...eventOf(wanted(scope, role)), raisedAt: new Date() };
    const untold = { began: [event], ended: [event] };
    const heard = hearWanted(untold, { scope: EVERYWHERE, rights, actionsOf });
    expect([heard.began.length, heard.ended.length]).toEqual(hears ? [1, 1] : [0, 0]);
  });

  it('keeps to what the rule is about', () => {
    const began = [ONE, TWO].map((scope) => ({ ...eventOf(wanted(scope)), raisedAt: new Date() }));
    const heard = hearWanted({ began, ended: [] }, { scope: TWO, rights: undefined, actionsOf });
    expect(heard.began.map((event) => event.wanted?.scope)).toEqual([TWO]);
  });

  it('leaves what nobody asks for alone', () => {
    const began = [{ ...eventOf(lost('one')), raisedAt: new Date() }];
    expect(hearWanted({ began, ended: [] }, { scope: TWO, rights: [], actionsOf }).began).toEqual(began);
  });
});
