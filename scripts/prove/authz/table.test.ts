import { describe, expect, it } from 'vitest';
import { appRouter } from '~/server/api/root';
import { DOORS } from './door-table';
import { expectedOf } from './expect-answer';
import type { Identity } from './identities';
import { missingDoors } from './prove-authz';
import { LADDER, type Row, TABLE } from './table';

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
  .filter(([, { _def: definition }]) => definition.type !== 'subscription')
  .map(([name]) => name);

it('the table says of every procedure who may call it, and of nothing else', () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(procedures.toSorted());
});

it('the table of doors names every page, every door and every subscription, and nothing else', () => {
  expect(missingDoors(Object.keys(DOORS))).toEqual([]);
  expect(missingDoors([])).toContain('page /clusters/[cluster]/pods stands in no table: say who may enter');
});

const who = (role: Identity['role'], where: Identity['where'], out = false): Identity => ({
  ...{ name: 'x', out, role, where, token: 't' },
});
const whole: Row = { least: 'operator', reach: 'whole' };

describe('the expected answer', () => {
  it.each<[string, Row, Identity, string]>([
    ['nobody is let in', { least: 'viewer', reach: 'self' }, who('fleet-admin', 'everywhere', true), 'unauthenticated'],
    ['too small a role is told so', whole, who('viewer', 'mine'), 'forbidden'],
    ['the role on the cluster is enough', whole, who('operator', 'mine'), 'allowed'],
    ['another cluster is hidden', whole, who('admin', 'theirs'), 'hidden'],
    ['a namespace is not the whole', whole, who('editor', 'namespace'), 'hidden'],
    ['a namespace is some of it', { ...whole, reach: 'some' }, who('editor', 'namespace'), 'allowed'],
    ['the fleet takes everything', { least: 'viewer', reach: 'fleet' }, who('admin', 'mine'), 'forbidden'],
    ['an auditor writes nothing', whole, who('auditor', 'everywhere'), 'forbidden'],
    ['an auditor looks', { least: 'viewer', reach: 'some' }, who('auditor', 'everywhere'), 'allowed'],
  ])('%s', (_what, row, identity, expected) => expect(expectedOf(row, identity)).toBe(expected));

  it('forbids a program what takes a session, and nothing else', () => {
    const program: Identity = { ...who('fleet-admin', 'everywhere'), isProgram: true };
    const row: Row = { least: 'viewer', reach: 'self' };
    expect(expectedOf(row, program)).toBe('allowed');
    expect(expectedOf({ ...row, session: true }, program)).toBe('forbidden');
    expect(expectedOf({ ...row, session: true }, who('viewer', 'mine'))).toBe('allowed');
  });

  it('grows with the role', () => {
    for (const row of Object.values(TABLE)) {
      const answers = LADDER.map((role) => expectedOf(row, who(role, 'everywhere')));
      expect(answers.lastIndexOf('forbidden')).toBeLessThan(answers.indexOf('allowed'));
    }
  });
});
