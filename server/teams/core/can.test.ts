import { describe, expect, it } from 'vitest';
import { type Actor, READS, WRITES } from '../model';
import { can } from './can';

const person = (role: 'fleet-admin' | 'viewer'): Actor => ({ kind: 'person', id: '1', name: 'Ada', role });

describe('can', () => {
  it.each([...READS])('lets a viewer do %s', (action) => expect(can(person('viewer'), action)).toBe(true));

  it.each(WRITES.filter((action) => action !== 'teams.signOut'))('keeps a viewer from %s', (action) => {
    expect(can(person('viewer'), action)).toBe(false);
    expect(can(person('fleet-admin'), action)).toBe(true);
  });
});
