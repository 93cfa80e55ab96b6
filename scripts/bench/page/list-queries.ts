import type { z } from 'zod';
import type { NodeListInput } from '~/server/clusters/model/inventory';
import { REGIONS } from '~/server/simulator/fleet/regions';

type Input = z.input<typeof NodeListInput>;

const [{ name: region } = { name: '' }] = REGIONS;
const scope = { regions: [region], zones: [], clusters: [], environments: [] };

/** Pages of a list of `total` nodes as people ask for them: each sorts, and most filter. */
export const listQueries = (total: number): Record<string, Input> => ({
  'by memory, name contains': { sort: { by: 'memory', descending: true }, filter: { text: 'n42' } },
  'by name, two statuses': { sort: { by: 'name', descending: false }, filter: { statuses: ['healthy', 'failed'] } },
  'by CPU in a region': { sort: { by: 'cpu', descending: true }, filter: { scope } },
  'by status, selector': {
    sort: { by: 'status', descending: false },
    filter: { selector: 'kubernetes.io/arch=arm64' },
  },
  'by version, one cluster by name': { sort: { by: 'version', descending: true }, filter: { text: 'page-003' } },
  'by age, deep in the list': { sort: { by: 'createdAt', descending: true }, offset: total / 2 },
  'by cluster, all': { sort: { by: 'cluster', descending: true } },
  'by region, not a label': {
    sort: { by: 'region', descending: false },
    filter: { selector: 'kubernetes.io/os!=windows' },
  },
});
