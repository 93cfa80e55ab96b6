import { expect, it } from 'vitest';
import { memoryTrail } from '~/server/audit/testing/memory-trail';
import { ADA } from '~/server/teams/testing/people';
import type { DriftRow } from './model/drift';
import { revertDrift } from './revert-drift';

const row = (id: string, cluster: string): DriftRow => ({
  ...{ id, application: 'web', cluster, group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps' },
  ...{ namespace: 'shop', name: 'settings', path: 'data.colour', wanted: 'blue', found: 'red', manager: 'kubectl' },
  ...{ operation: 'Update', at: null, firstSeen: '', lastSeen: '', endedAt: null, ended: null },
});
const viewer = { sight: 'all' as const, teams: [] };

it('has put back what is in sight and open, on record by field and not by value, and tells each cluster once', async () => {
  const { audit, record } = memoryTrail();
  const [reverted, changed]: [string[], string[]] = [[], []];
  const drifts = {
    find: async (_: unknown, ids: readonly string[]) =>
      [row('a', 'one'), row('b', 'one'), row('c', 'two')].filter(({ id }) => ids.includes(id)),
    revert: async (ids: readonly string[]) => void reverted.push(...ids),
  };
  const deps = { drifts, audit, changed: (cluster: string) => void changed.push(cluster) };
  const request = { actor: ADA, requestId: 'r' };
  expect(await revertDrift(deps, request, viewer, ['x'])).toEqual([]);
  expect(record).toEqual([]);
  expect(await revertDrift(deps, request, viewer, ['a', 'b', 'c', 'x'])).toHaveLength(3);
  expect([reverted, changed]).toEqual([
    ['a', 'b', 'c'],
    ['one', 'two'],
  ]);
  expect(record).toMatchObject([{ action: 'federation.revert', outcome: 'applied' }]);
  expect(JSON.stringify(record)).toContain('data.colour');
  expect(JSON.stringify(record)).not.toMatch(/"(red|blue)"/);
});
