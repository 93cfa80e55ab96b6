import { z } from 'zod';
import { ClusterNameText, PlaceName } from './names';

const places = z.array(PlaceName).max(200);

/**
 * The part of the fleet a person looks at; it stands in the URL of every page. Empty lists mean everything. Several
 * entries of one list widen, different lists narrow.
 */
export const Scope = z.strictObject({
  regions: places.default([]),
  zones: places.default([]),
  clusters: z.array(ClusterNameText).max(200).default([]),
  environments: places.default([]),
});
export type Scope = z.infer<typeof Scope>;
