import { expect, it } from 'vitest';
import type { Change, Evidence } from './evidence';
import { judge } from './ledger';

const content = (revision: number) => JSON.stringify({ revision: `${revision}` });
const change = (type: Change['type'], revision: number, given: Partial<Change> = {}): Change => ({
  ...{ at: 100 * revision, member: 'east', type, application: 'web', name: 'web-x', uid: 'u', revision },
  ...{ content: content(revision), fence: undefined, isForeign: false, ...given },
});
const save = (revision: number, told: 'acknowledged' | 'refused' | 'unknown' = 'acknowledged') => ({
  ...{ at: 0, application: 'web', revision, told, text: `text ${revision}` },
  wanted: { east: { 'web-x': content(revision) } },
});
const kept = (number: number, isWanted: boolean) => ({ application: 'web', number, text: `text ${number}`, isWanted });
const intent = (revision: number, action = 'federation.deliver') => ({
  ...{ at: 0, action, application: 'web', member: 'east', revision, apply: ['web-x'], remove: ['web-x'] },
});

/** Two revisions, each delivered once. */
const well: Evidence = {
  saves: [save(1), save(2)],
  changes: [change('ADDED', 1), change('MODIFIED', 2)],
  standing: [{ member: 'east', application: 'web', name: 'web-x', uid: 'u', content: content(2) }],
  revisions: [kept(1, false), kept(2, true)],
  targets: [{ application: 'web', member: 'east', state: 'applied', revision: 2, applied: 2 }],
  inventory: [{ application: 'web', member: 'east', name: 'web-x', uid: 'u' }],
  open: [],
  recorded: [intent(1), intent(2), intent(1, 'federation.save'), intent(2, 'federation.save')],
};
const kindsIn = (given: Partial<Evidence>) => [...new Set(judge({ ...well, ...given }).map(({ kind }) => kind))];

it('finds nothing where nothing is wrong', () => {
  expect(judge(well)).toEqual([]);
  const third = save(3, 'unknown');
  // nobody knows of it, and it is not there
  expect(judge({ ...well, saves: [...well.saves, third] })).toEqual([]);
  const again = change('MODIFIED', 2, { fence: 'f' });
  expect(judge({ ...well, changes: [...well.changes, again] })).toEqual([]);
});

it.each([
  ['an object that does not stand', { standing: [] }],
  ['an acknowledged revision that is not kept', { revisions: [kept(2, true)] }],
  ['a target that says otherwise', { targets: [{ ...well.targets[0], state: 'waiting' }] as Evidence['targets'] }],
  ['an object by another uid', { inventory: [] }],
  [
    'an object that nobody wants',
    { standing: [...well.standing, { ...well.standing[0], name: 'web-y' }] as Evidence['standing'] },
  ],
  ['a doubt that stays open', { open: ['web has a write in doubt at web-x'] }],
  ['an application that nobody removed', { revisions: [], standing: [] }],
])('calls it lost: %s', (_, given) => expect(kindsIn(given)).toEqual(['lost']));

it.each([
  ['written again without a doubt', [...well.changes, change('MODIFIED', 2)]],
  ['made where it stood', [...well.changes, change('ADDED', 2)]],
  [
    'made twice for one revision',
    [change('ADDED', 1), change('DELETED', 1), change('ADDED', 1), change('MODIFIED', 2)],
  ],
])('calls it doubled: %s', (_, changes) => expect(kindsIn({ changes })).toEqual(['doubled']));

it('calls it stale when an older content follows a newer one, or nobody saved it', () => {
  expect(kindsIn({ changes: [...well.changes, change('MODIFIED', 1)] })).toEqual(['stale']);
  expect(kindsIn({ changes: [...well.changes, change('MODIFIED', 2, { content: '{}' })] })).toEqual(['stale']);
});

it('calls it unaudited when no intent stands before it', () => {
  expect(kindsIn({ recorded: well.recorded.filter(({ action }) => action !== 'federation.deliver') })).toEqual([
    'unaudited',
  ]);
  expect(kindsIn({ recorded: well.recorded.map((one) => ({ ...one, at: 150 })) })).toEqual(['unaudited']);
  expect(kindsIn({ recorded: well.recorded.filter(({ action }) => action !== 'federation.save') })).toEqual([
    'unaudited',
  ]);
});
