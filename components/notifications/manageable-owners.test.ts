import { describe, expect, it } from 'vitest';
import type { HeldGrant, Rights } from '~/server/teams/model/rights';
import { manageableOwners } from './manageable-owners';

const everywhere = { clusters: { by: 'all' as const }, namespaces: null, environments: null };
const grant = (change: Partial<HeldGrant>): HeldGrant => ({
  ...{ id: 'g', role: 'admin', actions: ['notifications.saveRule'], team: null, expiresAt: null },
  scope: { ...everywhere, namespaces: ['shop'] },
  ...change,
});

describe('manageableOwners', () => {
  it.each<[string, Rights, 'all' | string[]]>([
    ['everything for who holds it everywhere', [grant({ scope: everywhere })], 'all'],
    [
      'the teams through which it is held',
      [grant({ team: 'a' }), grant({ team: 'b' }), grant({ team: 'a' })],
      ['a', 'b'],
    ],
    ['nothing by a grant of one’s own', [grant({})], []],
    ['nothing by another action', [grant({ team: 'a', actions: ['clusters.list'] })], []],
  ])('is %s', (_name, rights, expected) => {
    expect(manageableOwners(rights, 'notifications.saveRule')).toEqual(expected);
  });
});
