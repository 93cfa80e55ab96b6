import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedCluster } from '~/server/objects/model/comparison';
import { joinComparison } from './join-comparison';

const found = (cluster: string, group: number, differences: [string, string | null, string | null][] = []) => ({
  ...{ answer: 'found' as const, cluster, createdAt: '', group, more: 0 },
  differences: differences.map(([path, before, after]) => ({ path, before, after })),
});
const ASKED = ['a', 'b', 'c', 'd', 'e'];
const ANSWERS: ComparedCluster[] = [
  found('d', 0),
  found('a', 1, [['spec.image', 'a:1', 'a:2']]),
  { answer: 'failed', cluster: 'c', reason: 'timeout', detail: 'no answer' },
  found('b', 1),
  { answer: 'absent', cluster: 'e' },
];

describe('joinComparison', () => {
  it('shows those that answered and names those that are waited for', () => {
    const early = joinComparison(ASKED, ANSWERS.slice(0, 2));
    expect(early.groups).toEqual([{ clusters: ['d'] }, { clusters: ['a'] }]);
    expect(early.fields).toEqual([{ path: 'spec.image', values: ['a:1', 'a:2'] }]);
    expect(early.waiting).toEqual(['b', 'c', 'e']);
  });

  it('puts the largest group first, and its values with it', () => {
    const whole = joinComparison(ASKED, ANSWERS);
    expect(whole.groups).toEqual([{ clusters: ['a', 'b'] }, { clusters: ['d'] }]);
    expect(whole.fields).toEqual([{ path: 'spec.image', values: ['a:2', 'a:1'] }]);
    expect(whole).toMatchObject({ absent: ['e'], failed: [{ cluster: 'c' }], waiting: [] });
  });

  it('gives a group that says nothing of a field the value of the first', () => {
    const answers = [found('a', 0), found('b', 1, [['x', '1', '2']]), found('c', 2, [['y', null, '3']])];
    expect(joinComparison(['a', 'b', 'c'], answers).fields).toEqual([
      { path: 'x', values: ['1', '2', '1'] },
      { path: 'y', values: [null, null, '3'] },
    ]);
  });

  it('says of a group that lacks a whole map or entry that it has none of the fields within', () => {
    const answers = [
      found('a', 0),
      found('b', 1, [['spec.side', '{"image":"a:1"}', null]]),
      found('c', 2, [['spec.side.image', 'a:1', 'a:2']]),
    ];
    expect(joinComparison(['a', 'b', 'c'], answers).fields).toEqual([
      { path: 'spec.side.image', values: ['a:1', null, 'a:2'] },
    ]);
  });

  it('counts every cluster that was asked exactly once, however far it has come', () => {
    fc.assert(
      fc.property(fc.nat(ANSWERS.length), (count) => {
        const { groups, absent, failed, waiting } = joinComparison(ASKED, ANSWERS.slice(0, count));
        const seen = [...groups.flatMap(({ clusters }) => clusters), ...absent, ...failed.map((one) => one.cluster)];
        expect([...seen, ...waiting].toSorted()).toEqual(ASKED);
      }),
    );
  });
});
