import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYWHERE } from '~/server/teams/model/grant';
import type { Condition } from '../model/event';
import { failedNode, lost, wanted } from '../testing/events';
import { type Blind, followConditions, GONE_MS, HOLD_MS, NO_SUSPICIONS } from './follow-conditions';

const HOLD = HOLD_MS['lost-member'] as number;

const NONE = new Set<never>();
const SEES_ALL: Blind = { members: NONE, away: NONE, lists: NONE, kinds: NONE };

/** Looks at the same thing again and again; answers the moments at which it was raised and settled. */
function follow(looks: { at: number; seen: boolean; blind?: boolean }[], condition: Condition = lost('a')) {
  let suspicions = NO_SUSPICIONS;
  let isOpen = false;
  const told: string[] = [];
  for (const { at, seen, blind } of looks) {
    const open = isOpen ? [condition] : [];
    const looked = {
      open,
      seen: seen ? [condition] : [],
      blind: { ...SEES_ALL, away: new Set(blind ? ['a'] : []) },
    };
    const { raise, settle, next } = followConditions(looked, suspicions, at);
    suspicions = next;
    if (raise.length > 0) told.push(`raised ${at}`);
    if (settle.length > 0) told.push(`settled ${at}`);
    isOpen = (isOpen || raise.length > 0) && settle.length === 0;
  }
  return told;
}

describe('followConditions', () => {
  it('raises what holds for a while, once', () => {
    const looks = [0, HOLD - 1, HOLD, HOLD + 1].map((at) => ({ at, seen: true }));
    expect(follow(looks)).toEqual([`raised ${HOLD}`]);
  });

  it('does not raise what was gone in between', () => {
    expect(
      follow([
        { at: 0, seen: true },
        { at: HOLD - 1, seen: false },
        { at: HOLD, seen: true },
      ]),
    ).toEqual([]);
  });

  it('settles what is gone for a while', () => {
    const looks = [
      { at: 0, seen: true },
      { at: HOLD, seen: true },
      { at: HOLD + 1, seen: false },
      { at: HOLD + GONE_MS, seen: false },
      { at: HOLD + 1 + GONE_MS, seen: false },
    ];
    expect(follow(looks)).toEqual([`raised ${HOLD}`, `settled ${HOLD + 1 + GONE_MS}`]);
  });

  it('raises at once what someone asks for, and settles it as soon as it is decided', () => {
    const looks = [0, 1, 2].map((at) => ({ at, seen: at < 2 }));
    expect(follow(looks, wanted(EVERYWHERE))).toEqual(['raised 0', 'settled 2']);
  });

  it('raises at once what has a date of its own', () => {
    const expiring = lost('a', { kind: 'certificate-expiring', key: 'certificate-expiring/a' });
    expect(follow([{ at: 5, seen: true }], expiring)).toEqual(['raised 5']);
  });

  it('concludes nothing of the nodes of a member that is away, but that the member is', () => {
    const node = failedNode('a', 'n1');
    const hold = HOLD_MS['node-failed'] as number;
    const raised = [0, hold].map((at) => ({ at, seen: true }));
    const away = [hold + 1, hold + 1 + 2 * GONE_MS].map((at) => ({ at, seen: false, blind: true }));
    expect(follow([...raised, ...away], node)).toEqual([`raised ${hold}`]);
    expect(
      follow(
        [0, hold].map((at) => ({ at, seen: true, blind: true })),
        node,
      ),
    ).toEqual([]);
    expect(follow([0, HOLD].map((at) => ({ at, seen: true, blind: true })))).toEqual([`raised ${HOLD}`]);
  });

  it.each<Partial<Blind>>([
    { members: new Set(['a']) },
    { kinds: new Set(['node-failed']) },
    { lists: new Set(['a/nodes']) },
  ])('does not settle what it cannot see: %o', (blind) => {
    const looked = { open: [failedNode('a', 'n1')], seen: [], blind: SEES_ALL };
    const first = followConditions(looked, NO_SUSPICIONS, 0);
    expect(followConditions(looked, first.next, GONE_MS).settle).toHaveLength(1);
    expect(followConditions({ ...looked, blind: { ...SEES_ALL, ...blind } }, first.next, GONE_MS).settle).toEqual([]);
  });

  it('stays one event however it flaps, as long as no pause lasts', () => {
    const pauses = fc.array(fc.integer({ min: 1, max: GONE_MS - 1 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(pauses, (steps) => {
        const flapping = steps.map((step, index) => ({ step, seen: index % 2 === 0 }));
        let at = HOLD;
        const looks = [
          { at: 0, seen: true },
          { at: HOLD, seen: true },
        ];
        for (const { step, seen } of flapping) {
          at += step;
          looks.push({ at, seen });
        }
        expect(follow(looks)).toEqual([`raised ${HOLD}`]);
      }),
    );
  });
});
