import { expect, it } from 'vitest';
import { zoneRooms } from './zone-rooms';

const room = (zone: string | null, cpuMillis: number, free: number | null, lacks: ['cpuMillis'] | [] = []) => ({
  ...{ zone, lacks, needs: { cpuMillis, memoryBytes: 0, pods: 1 } },
  free: free === null ? null : { cpuMillis: free, memoryBytes: 0, pods: 10 },
});

it('adds up what is needed and free in each zone, and knows no sum of what is not known', () => {
  const rows = zoneRooms([
    { cluster: 'a', room: room('west', 100, 50, ['cpuMillis']) },
    { cluster: 'b', room: room('west', 200, 500) },
    { cluster: 'c', room: room(null, 100, null) },
    { cluster: 'd', room: room('east', 100, 100) },
    { cluster: 'e', room: room('east', 100, null) },
    { cluster: 'f', room: null },
  ]);
  expect(
    rows.map(({ zone, clusters, lacking, needs, free }) => [zone, clusters, lacking, needs.cpuMillis, free?.cpuMillis]),
  ).toEqual([
    ['east', 2, [], 200, undefined],
    ['west', 2, ['a'], 300, 550],
    [null, 1, [], 100, undefined],
  ]);
});
