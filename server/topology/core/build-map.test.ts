import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '~/server/kernel/status';
import type { MapRow } from '../ports';
import { buildMap } from './build-map';

const health = (status: MapRow['health']['status']): MapRow['health'] => ({
  status,
  reason: 'ok',
  detail: '',
  since: '2026-01-01T00:00:00.000Z',
  asOf: null,
  latencyMs: null,
  version: null,
  certificateExpiresAt: null,
  credentialExpiresAt: null,
  clockSkewMs: null,
});

const row = (given: Partial<MapRow>): MapRow => ({
  cluster: 'a',
  state: 'active',
  whole: true,
  environment: null,
  provider: null,
  health: health('healthy'),
  region: 'eu',
  zone: 'z1',
  spans: 1,
  nodes: { healthy: 2 },
  workloads: {},
  pods: 0,
  cpuMillis: 1000,
  memoryBytes: 1,
  ...given,
});

describe('the map', () => {
  it('shows a cluster that spans zones in each of them, and counts it once', () => {
    const map = buildMap([row({ zone: 'z1', spans: 2 }), row({ zone: 'z2', spans: 2 })]);
    expect(map.regions[0]?.zones.map(({ zone }) => zone)).toEqual(['z1', 'z2']);
    expect(map.clusters).toEqual({ healthy: 1 });
    expect(map.totals.nodes).toEqual({ healthy: 4 });
  });

  it('puts places without a name last, and never calls an empty fleet healthy', () => {
    const map = buildMap([row({ region: null, zone: null, cluster: 'lost' }), row({})]);
    expect(map.regions.map(({ region }) => region)).toEqual(['eu', null]);
    expect(buildMap([])).toMatchObject({ regions: [], clusters: {} });
  });

  it('loses no node and hides no trouble, whatever the rows', () => {
    const status = fc.constantFrom(...STATUSES);
    const rows = fc.array(
      fc.record({
        cluster: fc.constantFrom('a', 'b', 'c'),
        region: fc.constantFrom('eu', 'us', null),
        zone: fc.constantFrom('z1', 'z2', null),
        status,
        nodes: fc.nat(50),
      }),
    );
    fc.assert(
      fc.property(rows, (given) => {
        const map = buildMap(
          given.map(({ status: word, nodes, ...place }) =>
            row({ ...place, health: health(word), nodes: { failed: nodes } }),
          ),
        );
        expect(map.totals.nodes.failed ?? 0).toBe(given.reduce((sum, { nodes }) => sum + nodes, 0));
        const failing = given.filter(({ status: word }) => word === 'failed');
        for (const { region } of failing)
          expect(map.regions.find((part) => part.region === region)?.status).toBe('failed');
      }),
    );
  });
});
