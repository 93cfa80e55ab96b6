import { describe, expect, it } from 'vitest';
import { distributionOf, type PlacedTarget } from './distribution-of';

const at = (application: string, cluster: string, more: Partial<PlacedTarget> = {}): PlacedTarget => ({
  ...{ application, cluster, region: 'north', zone: 'north-1', status: 'healthy', state: 'applied' },
  ...more,
});

describe('distributionOf', () => {
  it('tells of each place the gravest, and how many clusters have what they are brought to', () => {
    const targets = [
      at('shop', 'a'),
      at('shop', 'b', { status: 'degraded', state: 'refused' }),
      at('shop', 'c', { zone: 'north-2' }),
    ];
    expect(distributionOf(targets, 'zone', 10)).toEqual({
      places: ['north-1', 'north-2'],
      rows: [
        {
          application: 'shop',
          status: 'degraded',
          shares: [
            { place: 'north-1', status: 'degraded', clusters: 2, applied: 1 },
            { place: 'north-2', status: 'healthy', clusters: 1, applied: 1 },
          ],
        },
      ],
      ...{ total: 1, clusters: 3 },
    });
  });

  it.each([
    ['region', ['north']],
    ['zone', ['north-1', 'north-2', '']],
    ['cluster', ['a', 'b', 'c']],
  ] as const)('puts clusters together by %s, what lies nowhere last', (by, places) => {
    const targets = [at('shop', 'c', { zone: null }), at('shop', 'b', { zone: 'north-2' }), at('pay', 'a')];
    expect(distributionOf(targets, by, 10).places).toEqual(places);
  });

  it('shows the gravest first, and only the places of those that it shows', () => {
    const targets = [
      at('a', 'one'),
      at('b', 'two', { status: 'unknown' }),
      at('c', 'three', { status: 'failed' }),
      at('d', 'four', { status: 'unknown' }),
    ];
    const { rows, places, total } = distributionOf(targets, 'cluster', 3);
    expect(rows.map(({ application }) => application)).toEqual(['c', 'b', 'd']);
    expect([places, total]).toEqual([['four', 'three', 'two'], 4]);
  });
});
