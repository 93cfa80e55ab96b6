import { describe, expect, it } from 'vitest';
import { personWith } from '../testing/people';
import { ACTIONS, ALL_ACTIONS } from './action';
import { holds, holdsEverywhere } from './can';
import { EVERYWHERE, type GrantScope } from './grant';
import { ROLE_ACTIONS, smallestRole } from './role-actions';

const somewhere: GrantScope[] = [
  { ...EVERYWHERE, clusters: { by: 'name', names: ['one'] } },
  { ...EVERYWHERE, clusters: { by: 'label', labels: { team: 'shop' } } },
  { ...EVERYWHERE, namespaces: ['shop'] },
  { ...EVERYWHERE, environments: ['prod'] },
];

describe('roles', () => {
  it('let a viewer write nothing', () => {
    for (const action of ROLE_ACTIONS.viewer) expect(ACTIONS[action]).toBe('read');
  });

  it('grow from viewer to fleet admin, who holds everything', () => {
    const ladder = ['viewer', 'operator', 'editor', 'admin', 'fleet-admin'] as const;
    ladder.slice(1).forEach((role, index) => {
      const below = ladder[index] ?? 'viewer';
      expect(ROLE_ACTIONS[role]).toEqual(expect.arrayContaining([...ROLE_ACTIONS[below]]));
      expect(ROLE_ACTIONS[role].length).toBeGreaterThan(ROLE_ACTIONS[below].length);
    });
    expect(ROLE_ACTIONS['fleet-admin']).toEqual(ALL_ACTIONS);
  });

  it('let an auditor write nothing', () => {
    for (const action of ROLE_ACTIONS.auditor) expect(ACTIONS[action]).toBe('read');
  });

  it('name the least that holds an action', () => {
    expect(smallestRole('objects.list')).toBe('viewer');
    expect(smallestRole('objects.drain')).toBe('operator');
    expect(smallestRole('objects.update')).toBe('editor');
    expect(smallestRole('clusters.edit')).toBe('admin');
    expect(smallestRole('clusters.register')).toBe('fleet-admin');
    // to look is not to administer
    expect(smallestRole('teams.accounts')).toBe('auditor');
  });
});

describe('holding an action', () => {
  it.each(somewhere)('on %j is not holding it everywhere', (scope) => {
    const { rights } = personWith('editor', scope);
    expect(holds(rights, 'objects.update')).toBe(true);
    expect(holdsEverywhere(rights, 'objects.update')).toBe(false);
    expect(holds(rights, 'clusters.register')).toBe(false);
  });

  it('everywhere takes a grant without limits', () => {
    expect(holdsEverywhere(personWith('editor').rights, 'objects.update')).toBe(true);
    expect(holdsEverywhere([], 'objects.update')).toBe(false);
  });
});
